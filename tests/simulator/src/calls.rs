//! The calls of the histories, as applications make them.

use std::sync::Arc;
use std::time::Duration;

use freedompay::card::transactions::{RefundTransaction, TransactionStatus};
use freedompay::gateway_async::create::CreatePayment;
use freedompay::gateway_async::read::PaymentStatus;
use freedompay::gateway_async::source::{PaymentSource, SourceKind};
use freedompay::merchant::payout::card_token::{CreateTokenPayout, DeletePayoutToken};
use freedompay::merchant::payout::status::PayoutStatus;
use freedompay::meta::{Effect, EndpointMeta};
use freedompay::partner::emoney::AddWallet;
use freedompay::{
    Amount, AnyClient, AnyCredentials, CardIssuing, ClientBuilder, Endpoint, GatewayAsync, JwsCredentials, Merchant,
    Partner, PgCredentials, Uuid,
};
use freedompay_runtime::TreeError;
use freedompay_runtime::api::Api;
use freedompay_runtime::machine::{CallMachine, Settings};
use freedompay_runtime::tree::Tree;

/// The key that signs form requests and their responses.
pub(crate) const PAYOUT_KEY: &str = "payout-key";
/// The token of a saved card, a secret of the requests.
pub(crate) const TOKEN: &str = "ef741cfc-f85e-41a0-84e6-2ba964912182";

/// A kind of call. Between them they have each effect, each wire, each way in which errors are documented and each way in
/// which an outcome is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Moves money; a form, signed responses.
    Payout,
    /// Moves money; JSON, documented refusals, repeated under its `X-Request-Id`.
    Charge,
    /// Moves money; JSON, no documented refusals.
    Refund,
    /// Changes something; a form, signed responses.
    Removal,
    /// Changes something; JSON, documented refusals.
    Wallet,
    /// Asks for a payout.
    PayoutStatus,
    /// Asks for a charge.
    ChargeStatus,
    /// Asks for a refund.
    RefundStatus,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 8] = [
        Self::Payout,
        Self::Charge,
        Self::Refund,
        Self::Removal,
        Self::Wallet,
        Self::PayoutStatus,
        Self::ChargeStatus,
        Self::RefundStatus,
    ];

    /// Returns the endpoint.
    pub(crate) fn endpoint(self) -> &'static EndpointMeta {
        match self {
            Self::Payout => CreateTokenPayout::META,
            Self::Charge => CreatePayment::META,
            Self::Refund => RefundTransaction::META,
            Self::Removal => DeletePayoutToken::META,
            Self::Wallet => AddWallet::META,
            Self::PayoutStatus => PayoutStatus::META,
            Self::ChargeStatus => PaymentStatus::META,
            Self::RefundStatus => TransactionStatus::META,
        }
    }

    /// Returns the kind of an endpoint.
    pub(crate) fn of(endpoint: &EndpointMeta) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.endpoint().id == endpoint.id)
    }

    /// Reports whether it asks for an order; else it changes something.
    pub(crate) fn asks(self) -> bool {
        matches!(self, Self::PayoutStatus | Self::ChargeStatus | Self::RefundStatus)
    }

    /// Reports whether it moves money, so that it is recorded.
    pub(crate) fn moves_money(self) -> bool {
        self.endpoint().effect == Effect::Money
    }

    /// Returns the number of the API that has it.
    pub(crate) fn api(self) -> usize {
        match self {
            Self::Payout | Self::Removal | Self::PayoutStatus => 0,
            Self::Charge | Self::ChargeStatus => 1,
            Self::Refund | Self::RefundStatus => 2,
            Self::Wallet => 3,
        }
    }

    /// Reports whether responses are forms, and signed.
    pub(crate) fn is_form(self) -> bool {
        self.api() == 0
    }

    /// Reports whether its status call says that there is no such order. Of the others what did not happen stays unknown.
    pub(crate) fn shows_absence(self) -> bool {
        self.endpoint().outcome.is_some_and(|rules| !rules.not_found_codes.is_empty())
    }

    /// Writes the request about an order.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn message(self, order: usize) -> Result<Tree, TreeError> {
        match self {
            Self::Payout => Tree::from_serialize(&CreateTokenPayout::new(
                order_id(order),
                Amount::from(100),
                "payout",
                "2026-01-01 00:00:00",
                "u1",
                "https://shop.example/post",
                TOKEN,
            )),
            Self::Charge => {
                let source = PaymentSource::new(SourceKind::Saved);
                Tree::from_serialize(&CreatePayment::new(
                    Amount::from(100),
                    "KZT",
                    "charge",
                    order_id(order),
                    true,
                    source,
                ))
            }
            Self::Refund => Tree::from_serialize(&RefundTransaction::new(uuid(order), order_id(order), "t")),
            Self::Removal => Tree::from_serialize(&DeletePayoutToken::new(order_id(order), TOKEN)),
            Self::Wallet => Tree::from_serialize(&AddWallet::new().request_id(uuid(order))),
            Self::PayoutStatus => Tree::from_serialize(&PayoutStatus::new(order_id(order))),
            Self::ChargeStatus => Tree::from_serialize(&PaymentStatus::new().order_id(order_id(order))),
            Self::RefundStatus => Tree::from_serialize(&TransactionStatus::new(uuid(order))),
        }
    }

    /// Gives the response that a call has accepted its type.
    ///
    /// # Errors
    /// If it is not of that type.
    pub(crate) fn read(self, call: &CallMachine) -> Result<(), TreeError> {
        fn typed<E: Endpoint>(call: &CallMachine) -> Result<(), TreeError> {
            call.read::<E::Response>().map_or(Ok(()), |read| read.map(|_| ()))
        }
        match self {
            Self::Payout => typed::<CreateTokenPayout>(call),
            Self::Charge => typed::<CreatePayment>(call),
            Self::Refund => typed::<RefundTransaction>(call),
            Self::Removal => typed::<DeletePayoutToken>(call),
            Self::Wallet => typed::<AddWallet>(call),
            // Status calls are read untyped, as reconciliation does.
            Self::PayoutStatus | Self::ChargeStatus | Self::RefundStatus => Ok(()),
        }
    }
}

/// Returns the number of an order as the provider is told it.
pub(crate) fn order_id(order: usize) -> String {
    format!("order-{order}")
}

/// Returns the UUID of an order, where a call takes one.
pub(crate) fn uuid(order: usize) -> Uuid {
    Uuid::from_u128(0x0197_8c37_a961_7d20_8434_6322_42b2_4d00 + order as u128)
}

/// How many merchants there are: two shops, and the first one at the test host.
pub(crate) const MERCHANTS: usize = 3;
/// How many APIs a merchant calls.
pub(crate) const APIS: usize = 4;
/// How many clients an instance has.
pub(crate) const CLIENTS: usize = MERCHANTS * APIS;

/// What the clients of a history are set to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tuning {
    /// Most calls at a time.
    pub max_concurrency: Option<usize>,
    /// Time between calls that change something.
    pub pacing: Duration,
    /// Time for a whole call.
    pub total_timeout: Option<Duration>,
    /// Whether an outcome counts as acknowledged when it is returned.
    pub acknowledges_on_return: bool,
}

impl Tuning {
    const DEFAULT: Self =
        Self { max_concurrency: None, pacing: Duration::ZERO, total_timeout: None, acknowledges_on_return: false };
    /// The tunings that histories choose from; the first is the default of the library.
    pub(crate) const ALL: [Self; 4] = [
        Self::DEFAULT,
        Self { max_concurrency: Some(1), ..Self::DEFAULT },
        Self { max_concurrency: Some(2), pacing: Duration::from_millis(1500), ..Self::DEFAULT },
        Self {
            max_concurrency: Some(1),
            pacing: Duration::from_secs(2),
            total_timeout: Some(Duration::from_secs(20)),
            ..Self::DEFAULT
        },
    ];

    /// Returns the settings of the clients of an instance: for each merchant one of each API.
    ///
    /// # Errors
    /// If the library refuses them.
    pub(crate) fn clients(self) -> Result<Vec<Arc<Settings>>, freedompay::Error> {
        let (live, test) = ("https://api.freedompay.example", "https://test.freedompay.example");
        let merchants = [("1", live), ("2", live), ("1", test)].map(|(shop, host)| self.merchant(shop, host));
        merchants.into_iter().collect::<Result<Vec<_>, _>>().map(|merchants| merchants.into_iter().flatten().collect())
    }

    fn merchant(self, shop: &str, host: &str) -> Result<[Arc<Settings>; APIS], freedompay::Error> {
        let pg = || PgCredentials::new(shop, "payment-key").payout_secret(PAYOUT_KEY);
        let jws = || JwsCredentials::new(shop, "jws-key");
        Ok([
            self.settings::<Merchant>(pg().into(), host)?,
            self.settings::<GatewayAsync>(jws().into(), host)?,
            self.settings::<CardIssuing>(jws().into(), host)?,
            self.settings::<Partner>(jws().into(), host)?,
        ])
    }

    fn settings<A: Api>(self, credentials: AnyCredentials, host: &str) -> Result<Arc<Settings>, freedompay::Error> {
        let mut builder: ClientBuilder<AnyClient> =
            AnyClient::builder(A::META, credentials).base_url(host).pacing(self.pacing);
        if let Some(most) = self.max_concurrency {
            builder = builder.max_concurrency(most);
        }
        if let Some(time) = self.total_timeout {
            builder = builder.total_timeout(time);
        }
        if self.acknowledges_on_return {
            builder = builder.acknowledge_on_return();
        }
        builder.settings().map(Arc::new)
    }
}
