//! The test cards of the documentation and their behaviour.
//!
//! Sources: <https://docs.freedompay.kz/overview-741636m0> (Merchant API), the overview of the Gateway API. Where the two
//! differ only in completeness, both lists apply. Any other valid card number works.

use serde::{Deserialize, Serialize};

/// The behaviour of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behaviour {
    /// Whether the bank asks the payer for a code.
    pub(crate) three_ds: bool,
    /// The changes that its payments allow.
    pub(crate) can: AllowedChanges,
    /// Error code of every authorisation.
    pub(crate) error: Option<u32>,
    /// How it receives money.
    pub(crate) payout: CreditBehaviour,
}

/// The columns of the documentation's table of test cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AllowedChanges {
    /// Holds can be captured.
    pub(crate) clearing: bool,
    /// Holds can be cancelled.
    pub(crate) reverse: bool,
    /// Captured money can be refunded.
    pub(crate) refund: bool,
}

/// How a card receives money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CreditBehaviour {
    /// The payout is in progress for a while.
    pub(crate) is_slow: bool,
    /// Error code that it ends in.
    pub(crate) error: Option<u32>,
}

const ALL: AllowedChanges = AllowedChanges { clearing: true, reverse: true, refund: true };

const GOOD: Behaviour =
    Behaviour { three_ds: false, can: ALL, error: None, payout: CreditBehaviour { is_slow: false, error: None } };

/// Cards with special behaviour, by number.
const CARDS: &[(&str, Behaviour)] = &[
    ("4716047261941981", Behaviour { can: AllowedChanges { reverse: false, ..ALL }, ..GOOD }),
    (
        "4916307416334310",
        Behaviour { three_ds: true, can: AllowedChanges { reverse: false, refund: false, ..ALL }, ..GOOD },
    ),
    (
        "5367654276102126",
        Behaviour { three_ds: true, can: AllowedChanges { clearing: false, refund: false, ..ALL }, ..GOOD },
    ),
    ("4939770956154989", Behaviour { can: AllowedChanges { clearing: false, refund: false, ..ALL }, ..GOOD }),
    ("5475102935853613", failing(10038)),
    ("5335215945367703", failing(9999)),
    ("4400444400004441", failing(9999)),
    ("4400444400004446", failing(9014)),
    ("5555555555555557", failing(11024)),
    ("4400444400004445", failing(11008)),
    ("4444444411111111", failing(10022)),
    ("4444444499999999", failing(10018)),
    ("5548398681700148", failing(10009)),
    ("4400444400004443", failing(10009)),
    ("4916109830832246", failing(100_066)),
    ("4400444400004442", failing(100_066)),
    ("4400444400004447", failing(10004)),
    ("5484458131482832", failing(10004)),
    ("4444444444444422", failing(10001)),
    ("5325349472901311", receiving(false, Some(10000))),
    ("4556046085041740", receiving(false, Some(10001))),
    ("5543974702876045", receiving(false, Some(8888))),
    ("5507841999732294", receiving(true, None)),
    ("4532676596620704", receiving(true, Some(10001))),
];

const fn failing(code: u32) -> Behaviour {
    Behaviour { error: Some(code), ..GOOD }
}

const fn receiving(is_slow: bool, error: Option<u32>) -> Behaviour {
    Behaviour { payout: CreditBehaviour { is_slow, error }, ..GOOD }
}

/// Returns the behaviour of a card number.
pub(crate) fn behaviour(number: &str) -> Behaviour {
    CARDS.iter().find(|(known, _)| *known == number).map_or(GOOD, |(_, behaviour)| *behaviour)
}
