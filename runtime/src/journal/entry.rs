//! The entry of one call.

use std::time::Duration;

use uuid::Uuid;

/// An account of one API at one host. Another account has never heard of a call of this one, and the test host knows nothing
/// of production: a call is asked about by the account that made it only.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    /// Name of the API: `merchant`.
    pub api: String,
    /// The shop's number, or the `auth_id` of the JSON APIs. Never a key.
    pub id: String,
    /// Host: `https://api.freedompay.kz`.
    pub host: String,
}

/// The record of a call before it is sent. It holds no secret, no card data and no part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Key of the entry, a UUID v7, so that keys sort by time. The call that is under way holds its entry under this key.
    pub key: Uuid,
    /// The account that makes the call.
    pub account: Account,
    /// Id of the endpoint: `merchant.payout.create_payment`.
    pub endpoint: String,
    /// `X-Request-Id`, if the endpoint has one.
    pub request_id: Option<String>,
    /// The request's own ids by wire name.
    pub ids: Vec<(String, String)>,
    /// How long from its record the call may be under way: it is not sent after that. The time covers the wait for a permit,
    /// every attempt, and a margin.
    pub expires_in: Duration,
}

/// The state of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryState {
    /// Recorded; it is about to be sent, or was. Once its time is up, it is in doubt.
    Pending,
    /// It ended without a usable response: it may have happened.
    InDoubt,
    /// A usable response came. What it says of work under way is the program's to follow.
    Responded,
    /// The provider returned an error that proves that nothing happened.
    Refused,
    /// It was certainly not sent.
    NotSent,
    /// Reconciled: it took effect.
    Happened,
    /// Reconciled: it had no effect.
    DidNotHappen,
}

impl EntryState {
    const ALL: [Self; 7] = [
        Self::Pending,
        Self::InDoubt,
        Self::Responded,
        Self::Refused,
        Self::NotSent,
        Self::Happened,
        Self::DidNotHappen,
    ];

    /// Reports whether the outcome is known.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::InDoubt)
    }

    /// Returns the text by which a database keeps it: `in_doubt`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InDoubt => "in_doubt",
            Self::Responded => "responded",
            Self::Refused => "refused",
            Self::NotSent => "not_sent",
            Self::Happened => "happened",
            Self::DidNotHappen => "did_not_happen",
        }
    }

    /// Returns the state of a text that [`as_str`](Self::as_str) gave.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A call that was recorded and is not acknowledged yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// The record of the call.
    pub intent: Intent,
    /// Its state.
    pub state: EntryState,
    /// The ids that the response named, by wire name: the provider's number of the payment.
    pub response_ids: Vec<(String, String)>,
    /// Time since the record, by the journal's clock.
    pub age: Duration,
    /// Time since the call can no longer be under way, by the journal's clock; zero before.
    pub over_since: Duration,
}

/// What is written about an entry by who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRecord {
    /// Key of the entry.
    pub key: Uuid,
    /// Who writes: the key itself for the call, the claim's holder for who asked. Nothing is written about an entry that somebody else holds.
    pub holder: Uuid,
    /// Its state from now on.
    pub state: EntryState,
    /// The ids that the response named.
    pub response_ids: Vec<(String, String)>,
    /// How long nobody else may claim the entry: the time in which the program acknowledges it. Zero gives it up.
    pub hold_for: Duration,
    /// Whether it counts as acknowledged, and is deleted.
    pub acknowledged: bool,
}

/// Asks for entries to find out about, and holds them for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRequest {
    /// Which entries.
    pub scope: ClaimScope,
    /// Who asks: a number of its own for each recovery.
    pub holder: Uuid,
    /// How long nobody else may claim them, by the journal's clock.
    pub lease: Duration,
}

/// Which entries are claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimScope {
    /// Those of an account that nobody holds, in the order of their keys.
    Account {
        /// The account.
        account: Account,
        /// The last key of the claim before, so that one recovery sees each entry once.
        after: Option<Uuid>,
        /// How many at most.
        most: u32,
    },
    /// One that nobody holds.
    Entry(Uuid),
}

/// Calls of one endpoint by one account with the same ids: as far as their records tell, the same call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameCalls {
    /// The account.
    pub account: Account,
    /// Id of the endpoint.
    pub endpoint: String,
    /// The request's own ids, as in [`Intent::ids`].
    pub ids: Vec<(String, String)>,
}

impl SameCalls {
    /// Reports whether a record is one of them.
    pub fn include(&self, intent: &Intent) -> bool {
        (&self.account, &self.endpoint, &self.ids) == (&intent.account, &intent.endpoint, &intent.ids)
    }
}

/// How many entries of an account are not acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenEntries {
    /// All of them, calls under way included.
    pub open: u64,
    /// Those that were recorded more than a day ago: the program never acknowledged them, or nobody ever asks about them.
    pub older_than_a_day: u64,
}
