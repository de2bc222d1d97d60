//! The steps of the shop's operations, at any of which it may be killed.

/// Marks an operation that came to its end.
pub(crate) const OVER: u8 = 0x80;

/// The steps, in the order in which an operation takes them; each with what a kill there interrupts.
macro_rules! steps {
    ($($step:ident = $text:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Step { $($step,)* }

        impl Step {
            pub(crate) const ALL: &[Self] = &[$(Self::$step,)*];

            pub(crate) fn text(self) -> &'static str {
                match self { $(Self::$step => $text,)* }
            }
        }
    };
}

steps! {
    Taking = "payout: before the intent",
    Recording = "payout: intent being inserted",
    Recorded = "payout: intent inserted",
    Sent = "payout: request sent",
    Responded = "payout: response there",
    RecordingOutcome = "payout: outcome being recorded",
    OutcomeRecorded = "payout: outcome recorded",
    Booking = "payout: in the books' transaction",
    Committing = "payout: commit under way",
    Booked = "payout: committed",
    Asking = "recovery: asking",
    Answered = "recovery: answer there",
    Concluding = "recovery: outcome recorded",
    ConcludingInBooks = "recovery: in the books' transaction",
    ConcludingCommit = "recovery: commit under way",
    Concluded = "recovery: committed",
    Claiming = "result: being claimed",
    Claimed = "result: claim made",
    Deciding = "result: deciding, in the transaction",
    Decided = "result: decision being kept",
    Kept = "result: decision kept, commit under way",
    Delivered = "result: committed",
}

impl Step {
    pub(crate) fn byte(self) -> u8 {
        self as u8 + 1
    }

    /// Returns the step of a byte, and whether the operation is over.
    pub(crate) fn of(byte: u8) -> Option<(Self, bool)> {
        let step = Self::ALL.get(usize::from(byte & !OVER).checked_sub(1)?)?;
        Some((*step, byte & OVER != 0))
    }
}
