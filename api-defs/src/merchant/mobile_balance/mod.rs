//! Merchant API > Mobile balance: payments from the account of a mobile phone.
//!
//! [`InitMobilePayment`] answers with a ready page, on which the payer does the rest. A merchant who draws screens of
//! its own continues with [`PayMobile`] and, when that asks for it, [`ApproveMobilePayment`].

mod error_code;

pub use error_code::ErrorCode;

use super::purchase::status::{self, PaymentDetails};
use super::purchase::{CallStatus, Language, NotifyMethod, PaymentPage};
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Opens a payment that will be charged to the payer's phone account, and gets the URL of its page.
///
/// No money moves by this call. It is [`CreatePayment`](super::purchase::CreatePayment) under the path that this
/// section's page still has, with `payment_method` set to `mobile_commerce`. Amounts are in major units of `currency`.
///
/// The page's table is readable up to `commission_discount_fix`.
///
/// Source: <https://docs.freedompay.kz/api-11620954>
#[freedompay_endpoint(
    uri = "/init_payment.php",
    method = "POST",
    id = "merchant.mobile_balance.init",
    response = PaymentPage,
    effect = write,
    recover = MobilePaymentStatus,
    outcome = status::CREATED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-11620954"
)]
pub struct InitMobilePayment {
    /// Order number on the merchant's side.
    #[freedompay(max_len = 50, example = "550e8400-e29b-41d4-a716-446655440000")]
    pub order_id: Option<String>,
    /// Amount in `currency`, major units; 0.01 to 99,999,999.
    #[freedompay(min = 0.01, max = 99999999)]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    pub currency: Option<String>,
    /// Text that the payer is shown.
    #[freedompay(max_len = 1024)]
    pub description: String,
    /// Makes it a test payment.
    pub testing_mode: Option<Flag>,
    /// Time limit for the payer, in seconds.
    #[freedompay(min = 300, max = 604800)]
    pub lifetime: Option<u32>,
    /// Language of the page; Russian unless set.
    pub language: Option<Language>,
    /// Payer's id on the merchant's side: letters, digits, `_` and `-`.
    #[freedompay(min_len = 1, max_len = 50, pattern = "[a-zA-Z0-9_-]+", example = "No65GFR755789T")]
    pub user_id: Option<String>,
    /// Payer's IP address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Payer's phone with the country code.
    #[freedompay(example = "77777777777")]
    pub user_phone: Option<String>,
    /// Payer's e-mail address.
    pub user_contact_email: Option<String>,
    /// `mobile_commerce`: needed for this kind of payment, although the table marks it as optional.
    #[freedompay(example = "mobile_commerce")]
    pub payment_method: Option<String>,
    /// Method of the calls to the check and result URLs.
    pub request_method: Option<NotifyMethod>,
    /// Asked before the payer is charged.
    #[freedompay(max_len = 255, example = "https://site.com/check")]
    pub check_url: Option<String>,
    /// Told the outcome.
    #[freedompay(max_len = 255, example = "https://site.com/result")]
    pub result_url: Option<String>,
    /// URL to which the payer's browser goes after success.
    #[freedompay(max_len = 255, example = "https://site.com/success")]
    pub success_url: Option<String>,
    /// URL to which the payer's browser goes after failure.
    #[freedompay(max_len = 255, example = "https://site.com/failure")]
    pub failure_url: Option<String>,
    /// Link back to the shop.
    #[freedompay(max_len = 255, example = "https://site.com/return")]
    pub site_url: Option<String>,
    /// HTTP method of `success_url`: GET or POST.
    pub success_url_method: Option<NotifyMethod>,
    /// HTTP method of `failure_url`: GET or POST.
    pub failure_url_method: Option<NotifyMethod>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param1: Option<String>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param2: Option<String>,
    /// Free text of the merchant's.
    #[freedompay(max_len = 255, example = "Additional information")]
    pub param3: Option<String>,
    /// 0 or 1; what it means is not documented.
    pub commission_discount: Option<Flag>,
    /// At least 1; neither its meaning nor its upper bound is readable in public.
    #[freedompay(min = 1)]
    pub commission_discount_fix: Option<Amount>,
}

/// Charges an initialised payment to a phone number.
///
/// The response says whether the subscriber has to confirm with a code first. The table of the request is that of the
/// .uz copy.
///
/// Source: <https://docs.freedompay.uz/api-13679495>
#[freedompay_endpoint(
    uri = "/mfs/pay",
    method = "POST",
    id = "merchant.mobile_balance.pay",
    response = MobileCharge,
    effect = money,
    recover = MobilePaymentStatus,
    outcome = status::CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.uz/api-13679495"
)]
pub struct PayMobile {
    /// Freedom Pay's id of the payment, from [`InitMobilePayment`].
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Number to charge; with the country code in the example.
    #[freedompay(example = "77077777777")]
    pub abonent_phone: String,
    /// Operator of the number.
    #[freedompay(example = "ALTELKZT")]
    pub payment_system_code: Option<MobileOperator>,
}

/// Confirms a charge with the code that the subscriber got by SMS.
///
/// Source: <https://docs.freedompay.uz/api-13679496>
#[freedompay_endpoint(
    uri = "/mfs/approve",
    method = "POST",
    id = "merchant.mobile_balance.approve",
    response = MobileCharge,
    effect = money,
    recover = MobilePaymentStatus,
    outcome = status::CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.uz/api-13679496"
)]
pub struct ApproveMobilePayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// The code, with its leading zeros.
    #[freedompay(example = "077587")]
    pub approval_code: Secret,
}

/// Sends the confirmation code to the subscriber again.
///
/// The page's table of the request is not readable in public, and no other copy exists. A payment id is to be
/// expected, as in [`ApproveMobilePayment`], but no source names one, so nothing is declared.
///
/// Source: <https://docs.freedompay.kz/resend-code-11977162e0>
#[freedompay_endpoint(
    uri = "/mfs/resend_otp",
    method = "POST",
    id = "merchant.mobile_balance.resend_code",
    response = ResentCode,
    effect = write,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/resend-code-11977162e0"
)]
pub struct ResendMobileCode {}

/// Outcome of sending the code.
#[freedompay_model(prefix = "pg_")]
pub struct ResentCode {
    /// Outcome of the call; its values are not documented.
    pub status: Option<CallStatus>,
}

/// Asks for the status of a payment from a phone account.
///
/// It is [`PaymentStatus`](super::purchase::status::PaymentStatus), which has the same path; the page's own table is not
/// readable in public.
///
/// Source: <https://docs.freedompay.kz/status-12108543e0>
#[freedompay_endpoint(
    uri = "/get_status3.php",
    method = "POST",
    id = "merchant.mobile_balance.status",
    response = PaymentDetails,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/status-12108543e0"
)]
pub struct MobilePaymentStatus {
    /// Freedom Pay's id of the payment. Documented as required; optional here as in
    /// [`PaymentStatus`](super::purchase::status::PaymentStatus), for the same reason.
    #[freedompay(example = "123456789")]
    pub payment_id: Option<u64>,
    /// Order number on the merchant's side; ignored when the payment's id is given.
    #[freedompay(example = "00102")]
    pub order_id: Option<String>,
}

/// A charge of a phone account.
///
/// The documented samples carry no signature, but they are generated. An unsigned response is not believed: it comes as
/// [`Error::Signature`](crate::Error::Signature), after which [`MobilePaymentStatus`] reports what happened.
#[freedompay_model(prefix = "pg_")]
pub struct MobileCharge {
    /// Progress of the charge.
    pub status: Option<MobileChargeStatus>,
    /// Freedom Pay's id of the payment.
    pub payment_id: Option<u64>,
}

/// Progress of a charge.
#[freedompay_enum]
pub enum MobileChargeStatus {
    /// Charged.
    Ok,
    /// The subscriber got a code, which [`ApproveMobilePayment`] has to bring.
    NeedApprove,
    /// Being charged: ask for the status. Answered to an approval.
    Process,
    /// Not charged. Answered to an approval.
    Error,
}

/// A mobile operator of Kazakhstan, as a payment system.
#[freedompay_enum]
pub enum MobileOperator {
    /// Tele2.
    #[freedompay(rename = "TELE2KZT")]
    Tele2,
    /// Altel.
    #[freedompay(rename = "ALTELKZT")]
    Altel,
    /// Beeline.
    #[freedompay(rename = "BEELINEKZT")]
    Beeline,
    /// Kcell.
    #[freedompay(rename = "KCELLKZT")]
    Kcell,
    /// Activ.
    #[freedompay(rename = "ACTIVKZT")]
    Activ,
}
