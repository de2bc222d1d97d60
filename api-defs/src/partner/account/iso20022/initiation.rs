//! pain.001: the order of the caller.

use std::fmt;

use crate::__private::Redacted;
use crate::Amount;

/// A pain.001 document: an order to transfer tenge from accounts of the payer.
///
/// What is counted and summed (`NbOfTxs`, `CtrlSum`) is filled in, `PmtMtd` is always `TRF` and the currency always `KZT`:
/// the provider takes nothing else.
///
/// ```
/// use freedompay::partner::account::iso20022::{CreditTransferInitiation, Party, PaymentGroup, Priority, Transfer};
///
/// let payer = Party::new("Alpha Trade LLP", "KZ86125KZT5004100100", "ALPHKZKA");
/// let recipient = Party::new("Beta & Sons", "KZ75125KZT2069100100", "BETAKZKX");
/// let document = CreditTransferInitiation::new("batch-payment-002", "2026-03-02T09:30:00Z", "Alpha Trade")
///     .group(
///         PaymentGroup::new("PMT-001", Priority::Normal, "2026-03-05", payer)
///             .transfer(Transfer::new("E2E-1", "1500.50".parse()?, recipient)),
///     )
///     .to_xml()?;
/// assert!(document.contains(r#"<InstdAmt Ccy="KZT">1500.50</InstdAmt>"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `Debug` shows neither names nor accounts.
#[derive(Clone)]
pub struct CreditTransferInitiation {
    pub(super) version: Version,
    pub(super) message_id: String,
    pub(super) created_at: String,
    pub(super) initiating_party: String,
    pub(super) groups: Vec<PaymentGroup>,
}

impl CreditTransferInitiation {
    /// Creates a document without payments.
    ///
    /// - `message_id` (`MsgId`): unique, up to 35 letters, digits, `-` and `_`: what the status call takes. A UUID fits
    ///   without its hyphens only, although the page allows UUIDs.
    /// - `created_at` (`CreDtTm`): `2026-03-02T09:30:00Z`. The field table has it without the `Z`, the error table with it;
    ///   both are accepted here and written as given, `Z` is the safer one.
    /// - `initiating_party` (`InitgPty/Nm`): the payer's name: up to 140 letters, digits and spaces.
    pub fn new(
        message_id: impl Into<String>,
        created_at: impl Into<String>,
        initiating_party: impl Into<String>,
    ) -> Self {
        Self {
            version: Version::V12,
            message_id: message_id.into(),
            created_at: created_at.into(),
            initiating_party: initiating_party.into(),
            groups: Vec::new(),
        }
    }

    /// Sets the version of the message, if not [`Version::V12`].
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// Adds payments from one account on one day. All groups together hold at most 500 transfers.
    #[must_use]
    pub fn group(mut self, group: PaymentGroup) -> Self {
        self.groups.push(group);
        self
    }
}

impl fmt::Debug for CreditTransferInitiation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreditTransferInitiation")
            .field("version", &self.version)
            .field("message_id", &self.message_id)
            .field("created_at", &self.created_at)
            .field("initiating_party", &Redacted)
            .field("groups", &self.groups)
            .finish()
    }
}

/// Version of the pain.001 message.
///
/// The provider's Overview and its field table say 12, the reports in its samples say that they answer a 14. 12 is the
/// default: ISO published it together with pain.002.001.14, in which the provider reports, and no public trace of a
/// pain.001.001.14 was found. A wrong version is refused as a whole (9403) and moves no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// pain.001.001.12
    V12,
    /// pain.001.001.14
    V14,
}

/// Urgency of the payments of a group (`InstrPrty`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Priority {
    /// `NORM`
    Normal,
    /// `HIGH`
    High,
}

/// Transfers from one account on one day (`PmtInf`).
#[derive(Clone, Debug)]
pub struct PaymentGroup {
    pub(super) id: String,
    pub(super) priority: Priority,
    pub(super) execution_date: String,
    pub(super) payer: Party,
    pub(super) batch_booking: Option<bool>,
    pub(super) transfers: Vec<Transfer>,
    pub(super) extra: Extra,
}

impl PaymentGroup {
    /// Creates a group without transfers.
    ///
    /// - `id` (`PmtInfId`): unique, up to 35 characters.
    /// - `execution_date` (`ReqdExctnDt/Dt`): `2026-03-05`, in the future by the page. Here it must not lie before the day
    ///   of `created_at`, because only the provider knows whose today counts.
    /// - `payer` (`Dbtr`, `DbtrAcct`, `DbtrAgt`): its IBAN begins with KZ.
    pub fn new(id: impl Into<String>, priority: Priority, execution_date: impl Into<String>, payer: Party) -> Self {
        Self {
            id: id.into(),
            priority,
            execution_date: execution_date.into(),
            payer,
            batch_booking: None,
            transfers: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Sets whether statements show the group as one entry (`BtchBookg`).
    #[must_use]
    pub fn batch_booking(mut self, together: bool) -> Self {
        self.batch_booking = Some(together);
        self
    }

    /// Adds a transfer.
    #[must_use]
    pub fn transfer(mut self, transfer: Transfer) -> Self {
        self.transfers.push(transfer);
        self
    }

    /// Adds a further element under `PmtInf`; see [`Transfer::element`].
    #[must_use]
    pub fn element(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.extra.0.push((path.into(), text.into()));
        self
    }
}

/// One transfer (`CdtTrfTxInf`).
#[derive(Clone, Debug)]
pub struct Transfer {
    pub(super) end_to_end_id: String,
    pub(super) amount: Amount,
    pub(super) recipient: Party,
    pub(super) extra: Extra,
}

impl Transfer {
    /// Creates a transfer.
    ///
    /// - `end_to_end_id` (`PmtId/EndToEndId`): unique, up to 35 characters.
    /// - `amount` (`Amt/InstdAmt`): tenge, more than 0, up to 2 decimals; written with the digits given.
    /// - `recipient` (`Cdtr`, `CdtrAcct`, `CdtrAgt`): the readable field table ends before its name and IBAN; the tag of the
    ///   name is known from the error table, that of the IBAN (`CdtrAcct/Id/IBAN`) is the only one ISO 20022 has.
    ///
    /// The provider requires a **payment purpose** too, and refuses with `BE04` without one, but where it reads it from is
    /// on no readable page: add it with [`element`](Self::element).
    pub fn new(end_to_end_id: impl Into<String>, amount: Amount, recipient: Party) -> Self {
        Self { end_to_end_id: end_to_end_id.into(), amount, recipient, extra: Extra::default() }
    }

    /// Adds a further element under `CdtTrfTxInf`, for what your copy of the provider's field table has and the readable
    /// one has not (payment purpose, identification numbers of the parties, and so on).
    ///
    /// The path is made of ISO 20022 names, is created as far as it is not there yet, and comes to stand where ISO 20022
    /// has it. A path that is given twice is written twice.
    ///
    /// ```
    /// # use freedompay::partner::account::iso20022::{Party, Transfer};
    /// # let recipient = Party::new("Beta & Sons", "KZ75125KZT2069100100", "BETAKZKX");
    /// let transfer = Transfer::new("E2E-1", "1500.50".parse()?, recipient).element("RmtInf/Ustrd", "Invoice 17");
    /// # Ok::<(), freedompay::error::AmountError>(())
    /// ```
    #[must_use]
    pub fn element(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.extra.0.push((path.into(), text.into()));
        self
    }
}

/// A payer or a recipient, its account and its bank. `Debug` shows the bank only.
#[derive(Clone)]
pub struct Party {
    pub(super) name: String,
    pub(super) iban: String,
    pub(super) bic: String,
}

impl Party {
    /// Creates a party.
    ///
    /// - `name` (`Nm`): up to 140 characters. The provider refuses forbidden characters without saying which those are.
    /// - `iban` (`IBAN`): capital letters and digits without blanks; its check digits are checked.
    /// - `bic` (`BICFI`) of the bank: 8 or 11 capital letters and digits.
    pub fn new(name: impl Into<String>, iban: impl Into<String>, bic: impl Into<String>) -> Self {
        Self { name: name.into(), iban: iban.into(), bic: bic.into() }
    }
}

impl fmt::Debug for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Party").field("name", &Redacted).field("iban", &Redacted).field("bic", &self.bic).finish()
    }
}

/// Elements of the caller's: paths and texts. `Debug` shows the paths.
#[derive(Clone, Default)]
pub(super) struct Extra(pub(super) Vec<(String, String)>);

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(path, _)| (path, &Redacted))).finish()
    }
}
