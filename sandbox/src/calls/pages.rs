//! Payments on the payer's page.

use std::time::Duration;

use freedompay::Amount;

use super::request_fields::RequestFields;
use crate::state::State;
use crate::world::payment::{Bounds, Payment, PaymentState, Urls, User};
use crate::world::queue::Job;
use crate::world::response_fields::ResponseFields;
use crate::world::{World, clock};

/// A day, according to older copies of the page.
const LIFETIME: Duration = Duration::from_secs(86_400);

/// Creates a payment and returns the URL of its page.
pub(super) fn open(state: &State, made_by: &str, request: RequestFields<'_>) -> ResponseFields {
    let mut world = state.world();
    let now = world.now();
    let mut payment = new_payment(&mut world, made_by, request);
    let lifetime = request.parsed("pg_lifetime").map_or(LIFETIME, Duration::from_secs);
    let expires = clock::after(now, lifetime);
    payment.expires = Some(expires);
    let fields = ResponseFields::ok(now)
        .with("pg_payment_id", payment.id)
        .with("pg_redirect_url", state.page_url(&payment.page))
        .with("pg_redirect_url_type", "need data");
    world.queue.add(expires, Job::Expire(payment.id));
    world.payments.insert(payment.id, payment);
    drop(world);
    state.jobs_changed.notify_one();
    fields
}

/// Creates a payment from a call; the caller stores it.
pub(super) fn new_payment(world: &mut World, made_by: &str, request: RequestFields<'_>) -> Payment {
    let now = world.now();
    let mut payment = Payment {
        id: world.ids.number(),
        made_by: made_by.to_owned(),
        order_id: request.owned("pg_order_id"),
        amount: request.amount("pg_amount").unwrap_or(Amount::ZERO),
        open_amount: made_by.ends_with("any_amount").then(|| Bounds {
            from: request.amount("pg_amount_interval_from"),
            to: request.amount("pg_amount_interval_to"),
        }),
        currency: request.text("pg_currency").unwrap_or("KZT").to_owned(),
        description: request.owned("pg_description").unwrap_or_default(),
        user: User {
            id: request.owned("pg_user_id"),
            phone: request.owned("pg_user_phone"),
            email: request.owned("pg_user_contact_email").or(request.owned("pg_user_email")),
        },
        is_test: request.flag("pg_testing_mode").unwrap_or(false),
        // The default is a setting of the shop; capturing at once is the commoner one.
        captures_at_once: request.flag("pg_auto_clearing").unwrap_or(true),
        language: request.text("pg_language").unwrap_or("ru").to_owned(),
        method: request.text("pg_payment_method").unwrap_or("bankcard").to_owned(),
        is_method_fixed: request.text("pg_payment_method").is_some(),
        urls: Urls {
            check: request.owned("pg_check_url"),
            result: request.owned("pg_result_url"),
            request_method: request.owned("pg_request_method"),
            success: request.owned("pg_success_url"),
            success_method: request.owned("pg_success_url_method"),
            failure: request.owned("pg_failure_url"),
            failure_method: request.owned("pg_failure_url_method"),
        },
        extra: request
            .members(|name| !name.starts_with("pg_") || matches!(name, "pg_param1" | "pg_param2" | "pg_param3")),
        recurring_months: request
            .flag("pg_recurring_start")
            .unwrap_or(false)
            .then(|| request.parsed("pg_recurring_lifetime").unwrap_or(1)),
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
    payment.note(now, format!("created by {made_by}: {} {}", payment.amount, payment.currency));
    payment
}
