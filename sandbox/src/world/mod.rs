//! The world: everything the sandbox remembers of payments, payouts, cards and time.
//!
//! Plain data and its rules. Knows nothing of HTTP, signatures or the calls that change it.

pub(crate) mod callback_record;
pub(crate) mod card_form;
pub(crate) mod challenge;
mod changes;
pub(crate) mod clock;
pub(crate) mod errors;
pub(crate) mod ids;
pub(crate) mod installment;
pub(crate) mod invoice;
pub(crate) mod payment;
pub(crate) mod payout;
pub(crate) mod queue;
pub(crate) mod recurring;
pub(crate) mod response_fields;
pub(crate) mod saved_card;
pub(crate) mod test_cards;
pub(crate) mod transfer;
pub(crate) mod work;

use std::collections::{BTreeMap, BTreeSet};

use freedompay::Amount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use callback_record::CallbackRecord;
use card_form::CardForm;
use clock::Clock;
use ids::Ids;
use installment::Application;
use invoice::{Agreement, Invoice};
use payment::Payment;
use payout::Payout;
use queue::Queue;
use response_fields::StoredResponse;
use saved_card::{CardChallenge, SavedCard};
use transfer::Transfer;
use work::Work;

use crate::faults::{Faults, Plan};

/// Older callback records are forgotten.
const MAX_CALLBACKS: usize = 1000;

/// Everything that calls change and query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    /// Salts of responses and of callbacks: both may be drawn at the same time, so each has its own source.
    pub(crate) salts: Ids,
    #[serde(rename = "notice_salts")]
    pub(crate) callback_salts: Ids,
    pub(crate) queue: Queue,
    pub(crate) payments: BTreeMap<u64, Payment>,
    pub(crate) cards: Vec<SavedCard>,
    pub(crate) card_challenges: Vec<CardChallenge>,
    pub(crate) card_forms: BTreeMap<u64, CardForm>,
    pub(crate) transfers: BTreeMap<u64, Transfer>,
    pub(crate) payouts: BTreeMap<u64, Payout>,
    /// Orders whose payout was refused before it existed, and when.
    pub(crate) refused_payouts: Vec<(String, Timestamp)>,
    /// Money for payouts, by currency.
    pub(crate) balances: BTreeMap<String, Amount>,
    pub(crate) invoices: BTreeMap<u64, Invoice>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) applications: Vec<Application>,
    /// Requests of the Card and Partner APIs, by the id that the caller gave them.
    pub(crate) work: BTreeMap<String, Work>,
    /// Issued cards, by id.
    pub(crate) closed_cards: BTreeSet<String>,
    pub(crate) blocked_wallets: BTreeSet<String>,
    /// Responses of the Async API, by `X-Request-Id`.
    #[serde(rename = "answers")]
    pub(crate) responses: BTreeMap<String, StoredResponse>,
    /// Records of callbacks, oldest first.
    #[serde(rename = "notices")]
    pub(crate) callbacks: Vec<CallbackRecord>,
    pub(crate) faults: Faults,
    /// What the sandbox was started with; plans without a seed of their own draw with it.
    pub(crate) seed: u64,
}

impl World {
    /// Creates an empty world.
    pub(crate) fn new(seed: u64, clock: Clock) -> Self {
        Self {
            clock,
            ids: Ids::new(seed),
            salts: Ids::new(seed.wrapping_add(1)),
            callback_salts: Ids::new(seed.wrapping_add(2)),
            queue: Queue::default(),
            payments: BTreeMap::new(),
            cards: Vec::new(),
            card_challenges: Vec::new(),
            card_forms: BTreeMap::new(),
            transfers: BTreeMap::new(),
            payouts: BTreeMap::new(),
            refused_payouts: Vec::new(),
            balances: BTreeMap::from([(payout::CURRENCY.to_owned(), Amount::from(1_000_000))]),
            invoices: BTreeMap::new(),
            agreements: Vec::new(),
            applications: Vec::new(),
            work: BTreeMap::new(),
            closed_cards: BTreeSet::new(),
            blocked_wallets: BTreeSet::new(),
            responses: BTreeMap::new(),
            callbacks: Vec::new(),
            faults: Faults::new(Plan::new(), seed),
            seed,
        }
    }

    /// Returns the time.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Keeps a callback record, and forgets the oldest if there are too many.
    pub(crate) fn keep_callback(&mut self, record: CallbackRecord) {
        if self.callbacks.len() == MAX_CALLBACKS {
            self.callbacks.remove(0);
        }
        self.callbacks.push(record);
    }

    /// Finds the payment of that id, or else the last one of that order.
    pub(crate) fn payment(&self, id: Option<u64>, order: Option<&str>) -> Option<&Payment> {
        match (id, order) {
            (Some(id), _) => self.payments.get(&id),
            (None, Some(order)) => self.payments.values().rev().find(|p| p.order_id.as_deref() == Some(order)),
            (None, None) => None,
        }
    }
}
