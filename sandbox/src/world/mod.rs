//! What the sandbox remembers.

mod changes;
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

use clock::Clock;
use ids::Ids;
use payment::Payment;
use queue::Queue;
use saved_card::{CardChallenge, SavedCard};

use crate::faults::{Faults, Plan};
use crate::notices::Notice;

/// Older calls of the merchant's URLs are forgotten.
const NOTICES: usize = 1000;

/// Everything that calls change and ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    /// Of answers, and of calls of the merchant's URLs: what happens at the same time draws from a source of its own.
    pub(crate) salts: Ids,
    pub(crate) notice_salts: Ids,
    pub(crate) queue: Queue,
    pub(crate) payments: BTreeMap<u64, Payment>,
    pub(crate) cards: Vec<SavedCard>,
    pub(crate) card_challenges: Vec<CardChallenge>,
    /// Calls of the merchant's URLs, oldest first.
    pub(crate) notices: Vec<Notice>,
    pub(crate) faults: Faults,
    /// What the sandbox was started with; plans without a seed of their own draw with it.
    pub(crate) seed: u64,
}

impl World {
    pub(crate) fn new(seed: u64, clock: Clock) -> Self {
        Self {
            clock,
            ids: Ids::new(seed),
            salts: Ids::new(seed.wrapping_add(1)),
            notice_salts: Ids::new(seed.wrapping_add(2)),
            queue: Queue::default(),
            payments: BTreeMap::new(),
            cards: Vec::new(),
            card_challenges: Vec::new(),
            notices: Vec::new(),
            faults: Faults::new(Plan::new(), seed),
            seed,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn keep_notice(&mut self, notice: Notice) {
        if self.notices.len() == NOTICES {
            self.notices.remove(0);
        }
        self.notices.push(notice);
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
