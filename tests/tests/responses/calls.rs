//! The calls of the table: one of each effect for every way in which responses are authenticated and refusals documented.

use std::future::Future;
use std::pin::Pin;

use freedompay::card::cards::{CardInfo, UnblockCard};
use freedompay::card::transactions::{RefundTransaction, TransactionStatus};
use freedompay::gateway::purchase::capture::RefundPayment as GatewayRefund;
use freedompay::gateway::purchase::page::CreatePayment;
use freedompay::gateway::purchase::status::PaymentStatus as GatewayStatus;
use freedompay::gateway_async::edit::RefundPayment;
use freedompay::gateway_async::read::PaymentStatus;
use freedompay::journal::MemoryJournal;
use freedompay::meta::{Effect, EndpointMeta};
use freedompay::partner::emoney::{AddWallet, BlockWallet, WalletStatement};
use freedompay::{
    CardIssuing, Client, Endpoint, Error, Gateway, GatewayAsync, JwsCredentials, Partner, PgCredentials, Uuid,
};
use freedompay_tests::Script;

pub(crate) const KEY: &str = "key-of-the-responses";
const ID: &str = "00000000-0000-0000-0000-000000000000";
pub(crate) const OTHER_ID: &str = "b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b";

/// A section of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Gateway: responses are signed.
    Signed,
    /// Gateway Async: the provider repeats its response for a repeated `X-Request-Id`.
    Replayed,
    /// Partner, E-Money: refusals are documented.
    Refusals,
    /// Card issuing: no refusals are documented.
    NoRefusals,
}

pub(crate) type Sent = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

pub(crate) struct Call {
    pub(crate) section: Section,
    pub(crate) endpoint: &'static EndpointMeta,
    /// Sends the request once, typed.
    pub(crate) send: fn(Script, MemoryJournal) -> Sent,
    /// An id of the request: its name, its value and the id of another order.
    pub(crate) id: Option<(&'static str, &'static str, &'static str)>,
    /// Members of a success beside the id.
    pub(crate) members: &'static str,
    /// The same with a value that its type cannot hold; nothing where the response's type is not documented.
    pub(crate) misfit: Option<&'static str>,
    /// The same with an optional value that decides nothing.
    pub(crate) aside: Option<&'static str>,
}

impl Call {
    pub(crate) fn effect(&self) -> Effect {
        self.endpoint.effect
    }

    pub(crate) fn is_documented(&self) -> bool {
        self.misfit.is_some()
    }

    pub(crate) fn label(&self) -> &'static str {
        match (self.effect(), self.is_documented()) {
            (Effect::Read, true) => "read",
            (Effect::Read, false) => "read*",
            (Effect::Write, true) => "write",
            (Effect::Write, false) => "write*",
            _ if self.section == Section::Replayed => "replayed money",
            _ => "money",
        }
    }
}

fn pg() -> PgCredentials {
    PgCredentials::new("1", KEY)
}

fn jws() -> JwsCredentials {
    JwsCredentials::new("1", KEY)
}

macro_rules! calls {
    ($($section:ident $api:ident $credentials:ident $request:ident($made:expr) $id:expr, $members:expr, $misfit:expr, $aside:expr;)*) => {
        pub(crate) const CALLS: &[Call] = &[$(Call {
            section: Section::$section,
            endpoint: <$request as Endpoint>::META,
            send: |script, journal| Box::pin(async move {
                let builder = Client::<$api>::builder($credentials()).transport(script).journal(journal);
                $made.send(&builder.build().unwrap()).await.map(drop)
            }),
            id: $id,
            members: $members,
            misfit: $misfit,
            aside: $aside,
        }),*];
    };
}

const PAYMENT: Option<(&str, &str, &str)> = Some(("pg_payment_id", "7", "8"));
const OK: &str = "<pg_status>ok</pg_status>";
const STATUS_OK: &str = r#""status":"ok","dt":"2026-01-01T00:00:00Z""#;
const STATUS_MISFIT: Option<&str> = Some(r#""status":"ok","request_status":{"of":"another type"}"#);
const STATUS_ASIDE: Option<&str> = Some(r#""status":"ok","dt":{"of":"another type"}"#);

calls! {
    Signed Gateway pg GatewayStatus(GatewayStatus::new().payment_id(7))
        PAYMENT, OK, Some("<pg_status>ok</pg_status><pg_amount>many</pg_amount>"),
        Some("<pg_status>ok</pg_status><pg_card_id>many</pg_card_id>");
    Signed Gateway pg CreatePayment(CreatePayment::new("7", "10".parse().unwrap(), "text"))
        Some(("pg_order_id", "7", "8")), OK, Some("<pg_status>ok</pg_status><pg_payment_id>many</pg_payment_id>"),
        Some("<pg_status>ok</pg_status><pg_redirect_url><of>another type</of></pg_redirect_url>");
    Signed Gateway pg GatewayRefund(GatewayRefund::new(7))
        PAYMENT, OK, Some("<pg_status>ok</pg_status><pg_payment_refund_id>many</pg_payment_refund_id>"),
        None;
    Replayed GatewayAsync jws PaymentStatus(PaymentStatus::new().id(Uuid::nil()))
        Some(("id", ID, OTHER_ID)), r#""amount":10"#, Some(r#""amount":"many""#),
        Some(r#""amount":10,"created_at":["another type"]"#);
    Replayed GatewayAsync jws RefundPayment(RefundPayment::new(Uuid::nil(), "10".parse().unwrap()))
        Some(("id", ID, OTHER_ID)), r#""amount":10"#, Some(r#""amount":"many""#), None;
    Refusals Partner jws WalletStatement(WalletStatement::new("7"))
        None, STATUS_OK, STATUS_MISFIT, STATUS_ASIDE;
    Refusals Partner jws BlockWallet(BlockWallet::new(Uuid::nil(), "7", "text"))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, STATUS_MISFIT, STATUS_ASIDE;
    Refusals Partner jws AddWallet(AddWallet::new().request_id(Uuid::nil()))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, None, None;
    NoRefusals CardIssuing jws TransactionStatus(TransactionStatus::new(Uuid::nil()))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, STATUS_MISFIT, STATUS_ASIDE;
    NoRefusals CardIssuing jws CardInfo(CardInfo::new(Uuid::nil(), "7"))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, None, None;
    NoRefusals CardIssuing jws UnblockCard(UnblockCard::new(Uuid::nil(), "7", "text"))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, STATUS_MISFIT, STATUS_ASIDE;
    NoRefusals CardIssuing jws RefundTransaction(RefundTransaction::new(Uuid::nil(), "7", "7"))
        Some(("request_id", ID, OTHER_ID)), STATUS_OK, STATUS_MISFIT, STATUS_ASIDE;
}
