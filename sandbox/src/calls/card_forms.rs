//! Pages on which cards are saved, for payments and for payouts.

use super::{Asked, Facts, cards};
use crate::notices;
use crate::state::State;
use crate::world::card_form::{CardForm, FormState};
use crate::world::saved_card::{CardChallenge, CardFacts, SavedCard};

/// `cardstorage/add2` and `cardstoragepayout/add`. What `pg_template=tips` asks for besides the card is not documented, so
/// its page is the same.
pub(super) fn open(state: &State, asked: Asked<'_>, is_for_payouts: bool) -> Facts {
    let mut world = state.world();
    let form = CardForm {
        id: world.ids.number(),
        page: world.ids.token(),
        user: asked.owned("pg_user_id").unwrap_or_default(),
        order_id: asked.owned("pg_order_id"),
        is_for_payouts,
        post_link: asked.owned("pg_post_link"),
        back_link: asked.owned("pg_back_link").unwrap_or_default(),
        state: FormState::Open(None),
    };
    let facts = Facts::ok(world.now())
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_payment_id", form.id)
        .maybe("pg_order_id", form.order_id.as_deref())
        .with("pg_redirect_url", state.card_form_url(&form.page))
        .with("pg_type", "init");
    world.card_forms.insert(form.id, form);
    facts
}

/// A card was typed: it is saved at once, or after a challenge. How it came out stands in the form.
pub(crate) async fn typed(state: &State, id: u64, card: CardFacts) {
    let saved = {
        let mut world = state.world();
        let md = world.ids.token();
        let Some(form) = world.card_forms.get_mut(&id).filter(|form| form.state != FormState::Saved) else { return };
        if let Some(code) = card.behaviour.error {
            form.state = FormState::Open(Some(code));
            return;
        }
        let (user, is_for_payouts) = (form.user.clone(), form.is_for_payouts);
        if card.behaviour.three_ds {
            form.state = FormState::Challenge { md: md.clone() };
            world.card_challenges.retain(|waiting| waiting.id != id);
            world.card_challenges.push(CardChallenge { id, md, user, card, is_for_payouts, found: None });
            return;
        }
        form.state = FormState::Saved;
        world.save_card(user, card, is_for_payouts)
    };
    tell(state, id, &saved).await;
}

/// The owner is back from the bank.
pub(crate) async fn challenged(state: &State, id: u64, pares: &str) {
    let outcome = {
        let mut world = state.world();
        if !matches!(world.card_forms.get(&id).map(|form| &form.state), Some(FormState::Challenge { .. })) {
            return;
        }
        let outcome = cards::save_after_challenge(&mut world, id, pares);
        if let Some(form) = world.card_forms.get_mut(&id) {
            form.state = match &outcome {
                Ok(_) => FormState::Saved,
                Err((code, _)) => FormState::Open(Some(*code)),
            };
        }
        outcome
    };
    if let Ok(saved) = outcome {
        tell(state, id, &saved).await;
    }
}

async fn tell(state: &State, id: u64, saved: &SavedCard) {
    let letter = state.world().card_forms.get(&id).and_then(|form| notices::card_tokenized(form, saved));
    if let Some(letter) = letter {
        state.deliver(&letter, 1).await;
    }
}
