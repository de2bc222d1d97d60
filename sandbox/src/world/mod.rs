//! What the sandbox remembers.

pub(crate) mod card_form;
pub(crate) mod clock;
pub(crate) mod errors;
pub(crate) mod ids;
pub(crate) mod payment;
pub(crate) mod queue;
pub(crate) mod saved_card;
pub(crate) mod test_cards;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use card_form::CardForm;
use clock::Clock;
use ids::Ids;
use payment::Payment;
use queue::Queue;
use saved_card::{CardChallenge, SavedCard};

use crate::notices::Notice;

/// Everything that calls change and ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) queue: Queue,
    pub(crate) payments: BTreeMap<u64, Payment>,
    pub(crate) cards: Vec<SavedCard>,
    pub(crate) card_challenges: Vec<CardChallenge>,
    pub(crate) card_forms: BTreeMap<u64, CardForm>,
    /// Calls of the merchant's URLs, oldest first.
    pub(crate) notices: Vec<Notice>,
}

impl World {
    pub(crate) fn new(seed: u64, clock: Clock) -> Self {
        Self {
            clock,
            ids: Ids::new(seed),
            queue: Queue::default(),
            payments: BTreeMap::new(),
            cards: Vec::new(),
            card_challenges: Vec::new(),
            card_forms: BTreeMap::new(),
            notices: Vec::new(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The payment of that id, or else the last one of that order.
    pub(crate) fn payment(&self, id: Option<u64>, order: Option<&str>) -> Option<&Payment> {
        match (id, order) {
            (Some(id), _) => self.payments.get(&id),
            (None, Some(order)) => self.payments.values().rev().find(|p| p.order_id.as_deref() == Some(order)),
            (None, None) => None,
        }
    }
}
