//! Pages on which cards are saved, for payments and for payouts.

use super::cards;
use super::request_fields::RequestFields;
use crate::callbacks::outgoing;
use crate::state::State;
use crate::world::card_form::{CardForm, FormState};
use crate::world::response_fields::ResponseFields;
use crate::world::saved_card::{CardChallenge, CardDetails, SavedCard};

/// Handles `cardstorage/add2` and `cardstoragepayout/add`. The further fields of `pg_template=tips` are not documented, so
/// its page is the same.
pub(super) fn open(state: &State, request: RequestFields<'_>, is_for_payouts: bool) -> ResponseFields {
    let mut world = state.world();
    let form = CardForm {
        id: world.ids.number(),
        page: world.ids.token(),
        user: request.owned("pg_user_id").unwrap_or_default(),
        order_id: request.owned("pg_order_id"),
        is_for_payouts,
        post_link: request.owned("pg_post_link"),
        back_link: request.owned("pg_back_link").unwrap_or_default(),
        state: FormState::Open(None),
    };
    let fields = ResponseFields::ok(world.now())
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_payment_id", form.id)
        .maybe("pg_order_id", form.order_id.as_deref())
        .with("pg_redirect_url", state.card_form_url(&form.page))
        .with("pg_type", "init");
    world.card_forms.insert(form.id, form);
    fields
}

/// Saves an entered card, at once or after a challenge. The form holds the result.
pub(crate) async fn enter_card(state: &State, id: u64, card: CardDetails) {
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
    notify(state, id, &saved).await;
}

/// Saves the card after the challenge.
pub(crate) async fn complete_challenge(state: &State, id: u64, pares: &str) {
    let saved = {
        let mut world = state.world();
        if !matches!(world.card_forms.get(&id).map(|form| &form.state), Some(FormState::Challenge { .. })) {
            return;
        }
        let saved = cards::save_after_challenge(&mut world, id, pares);
        if let Some(form) = world.card_forms.get_mut(&id) {
            form.state = match &saved {
                Ok(_) => FormState::Saved,
                Err(error) => FormState::Open(Some(error.code)),
            };
        }
        saved
    };
    if let Ok(saved) = saved {
        notify(state, id, &saved).await;
    }
}

/// Sends the callback of a saved card.
async fn notify(state: &State, id: u64, saved: &SavedCard) {
    let callback = state.world().card_forms.get(&id).and_then(|form| outgoing::card_tokenized(form, saved));
    if let Some(callback) = callback {
        state.deliver(&callback, 1).await;
    }
}
