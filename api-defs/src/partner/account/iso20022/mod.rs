//! ISO 20022 documents of this section: a writer for pain.001 (orders to pay) and a reader for pain.002 (what became of
//! them). In JSON they travel as text in `document_body`, with `document_type` [`DOCUMENT_TYPE`].
//!
//! # Sending a document
//!
//! The call that takes a pain.001 (`partner.account.create_payment`) is known, its path and method are on no readable page.
//! Who has them declares the call; its response has the shape of [`StatusReport`](super::StatusReport) by the provider's
//! Overview.
//!
//! ```
//! use freedompay::partner::account::iso20022::{
//!     CreditTransferInitiation, DOCUMENT_TYPE, Party, PaymentGroup, Priority, Transfer, message_id,
//! };
//! use freedompay::partner::account::{BatchStatusesQuery, StatusReport};
//! use freedompay::{Client, Partner, freedompay_endpoint};
//!
//! /// Orders payments. (The path and the method are made up; put in those of your documents.)
//! #[freedompay_endpoint(
//!     uri = "/v5/partner/made-up/path",
//!     method = "POST",
//!     effect = money,
//!     recover = BatchStatusesQuery,
//!     ids = OrderPayments::message_id,
//!     response = StatusReport
//! )]
//! pub struct OrderPayments {
//!     pub document_type: String,
//!     /// It names people and their accounts.
//!     #[freedompay(secret)]
//!     pub document_body: String,
//! }
//!
//! impl OrderPayments {
//!     /// Returns the id of the document, under the name by which its status is asked for.
//!     fn message_id(&self) -> Vec<(&'static str, String)> {
//!         message_id(&self.document_body).map(|id| ("OrgnlMsgId", id)).into_iter().collect()
//!     }
//! }
//!
//! # async fn example(client: Client<Partner>) -> Result<(), Box<dyn std::error::Error>> {
//! let payer = Party::new("Alpha Trade LLP", "KZ86125KZT5004100100", "ALPHKZKA");
//! let recipient = Party::new("Beta & Sons", "KZ75125KZT2069100100", "BETAKZKX");
//! // Where the payment purpose belongs is not on a readable page; this place is an example.
//! let transfer = Transfer::new("E2E-1", "1500.50".parse()?, recipient).element("RmtInf/Ustrd", "Invoice 17");
//! let group = PaymentGroup::new("PMT-001", Priority::Normal, "2026-03-05", payer).transfer(transfer);
//! let document = CreditTransferInitiation::new("batch-payment-002", "2026-03-02T09:30:00Z", "Alpha Trade").group(group);
//! let orders = OrderPayments::new(DOCUMENT_TYPE, document.to_xml()?);
//! if let Err(error) = orders.send(&client).await {
//!     // Where money may have moved, the error and the journal name the document, and `client.reconcile(&orders)` asks.
//!     println!("{error}: {:?}", error.call().map(|call| &call.ids));
//! }
//!
//! let answer = BatchStatusesQuery::new("batch-payment-002").send(&client).await?;
//! if let Some(report) = answer.document()? {
//!     for transfer in report.transfers() {
//!         println!("{:?} {:?}", transfer.sent_as(), transfer.status);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What is checked before a document is written
//!
//! The rules of the provider's field and error tables, each problem with the code that the provider would return:
//! at most 500 transfers (1001); ids, dates, names (BE04); numbers, sums, amounts (AM04); BICs (RC01); IBANs, with their
//! check digits (AC01); and what ISO 20022's schema would refuse (9403). How BINs and IINs are written is not documented:
//! they are not checked, and go in with [`Transfer::element`].
//!
//! Source: <https://docs.freedompay.kz/api-19237244>, <https://691vi5ab6p.apidog.io/doc-1266569>,
//! <https://691vi5ab6p.apidog.io/doc-1281608>

mod check;
mod element;
mod error;
mod forms;
mod initiation;
mod read;
mod report;
mod write;

pub use error::{InvalidInitiation, Problem, RefusedAs, UnreadableReport};
pub use initiation::{CreditTransferInitiation, Party, PaymentGroup, Priority, Transfer, Version};
pub use read::message_id;
pub use report::{
    GroupReport, OriginalMessage, PaymentStatus, PaymentStatusReport, Reason, ReasonCode, ReportHeader, StatusReason,
    TransferReport,
};

/// The `document_type` of these documents.
pub const DOCUMENT_TYPE: &str = "iso20022";

/// Most transfers of one request; the provider refuses more with 1001.
pub const MAX_TRANSFERS: usize = 500;
