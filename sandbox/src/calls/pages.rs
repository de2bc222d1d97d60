//! Payments that begin with a page for the payer.

use std::time::Duration;

use freedompay::Amount;

use super::{Asked, Facts};
use crate::state::State;
use crate::world::World;
use crate::world::clock;
use crate::world::payment::{Bounds, Payment, State as PaymentState, Urls, User};
use crate::world::queue::Job;

/// A day, by older copies of the page.
const LIFETIME: Duration = Duration::from_secs(86_400);

pub(super) fn open(state: &State, made_by: &str, asked: Asked<'_>) -> Facts {
    let mut world = state.world();
    let now = world.now();
    let mut payment = new_payment(&mut world, made_by, asked);
    let lifetime = asked.parsed("pg_lifetime").map_or(LIFETIME, Duration::from_secs);
    let expires = clock::after(now, lifetime);
    payment.expires = Some(expires);
    let facts = Facts::ok(now)
        .with("pg_payment_id", payment.id)
        .with("pg_redirect_url", state.page_url(&payment.page))
        .with("pg_redirect_url_type", "need data");
    world.queue.add(expires, Job::Expire(payment.id));
    world.payments.insert(payment.id, payment);
    drop(world);
    state.wake.notify_one();
    facts
}

/// A payment as a call describes it; the caller keeps it.
pub(super) fn new_payment(world: &mut World, made_by: &str, asked: Asked<'_>) -> Payment {
    let now = world.now();
    let mut payment = Payment {
        id: world.ids.number(),
        made_by: made_by.to_owned(),
        order_id: asked.owned("pg_order_id"),
        amount: asked.amount("pg_amount").unwrap_or(Amount::ZERO),
        open_amount: made_by.ends_with("any_amount").then(|| Bounds {
            from: asked.amount("pg_amount_interval_from"),
            to: asked.amount("pg_amount_interval_to"),
        }),
        currency: asked.text("pg_currency").unwrap_or("KZT").to_owned(),
        description: asked.owned("pg_description").unwrap_or_default(),
        user: User {
            id: asked.owned("pg_user_id"),
            phone: asked.owned("pg_user_phone"),
            email: asked.owned("pg_user_contact_email").or(asked.owned("pg_user_email")),
        },
        is_test: asked.flag("pg_testing_mode").unwrap_or(false),
        // What happens without the field is a setting of the shop's; one step is the commoner one.
        captures_at_once: asked.flag("pg_auto_clearing").unwrap_or(true),
        language: asked.text("pg_language").unwrap_or("ru").to_owned(),
        method: asked.text("pg_payment_method").unwrap_or("bankcard").to_owned(),
        is_method_fixed: asked.text("pg_payment_method").is_some(),
        urls: Urls {
            check: asked.owned("pg_check_url"),
            result: asked.owned("pg_result_url"),
            request_method: asked.owned("pg_request_method"),
            success: asked.owned("pg_success_url"),
            success_method: asked.owned("pg_success_url_method"),
            failure: asked.owned("pg_failure_url"),
            failure_method: asked.owned("pg_failure_url_method"),
        },
        extra: asked
            .members(|name| !name.starts_with("pg_") || matches!(name, "pg_param1" | "pg_param2" | "pg_param3")),
        recurring_months: asked
            .flag("pg_recurring_start")
            .unwrap_or(false)
            .then(|| asked.parsed("pg_recurring_lifetime").unwrap_or(1)),
        recurring_profile: None,
        page: world.ids.uuid().to_string(),
        created: now,
        expires: None,
        state: PaymentState::New,
        card: None,
        phone: None,
        card_token: None,
        authorized: None,
        reference: String::new(),
        auth_code: String::new(),
        capture: None,
        cancelled: None,
        cancelled_at: None,
        refunds: Vec::new(),
        history: Vec::new(),
    };
    payment.note(now, format!("made by {made_by}: {} {}", payment.amount, payment.currency));
    payment
}
