//! Pages on which cards are saved.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardForm {
    pub(crate) id: u64,
    /// Name of the page.
    pub(crate) page: String,
    pub(crate) user: String,
    pub(crate) order_id: Option<String>,
    pub(crate) is_for_payouts: bool,
    pub(crate) post_link: Option<String>,
    pub(crate) back_link: String,
    pub(crate) state: FormState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FormState {
    /// No card was saved; holds the error of the last attempt.
    Open(Option<u32>),
    /// The bank asks the owner for a code.
    Challenge {
        md: String,
    },
    Saved,
}
