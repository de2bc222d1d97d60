//! Bodies of responses: what the provider writes, and what else may come in its place.

use std::cell::RefCell;
use std::collections::HashMap;

use freedompay::Secret;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Tree;

use crate::calls::{Kind, PAYOUT_KEY, TOKEN, order_id, uuid};

/// Where a JSON body quotes the signature of its request.
pub(crate) const QUOTED: &str = "QUOTED";

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Body {
    /// The call was carried out, or what was asked about has happened.
    Success,
    /// What was asked about is under way.
    Processing,
    /// What was asked about has failed for good.
    Failed,
    /// What was asked about is not known.
    NotFound,
    /// An error that proves that nothing was done.
    Refusal,
    /// An error that leaves it open.
    OpenError,
    /// An error that the provider documents as unsigned.
    UnsignedError,
    /// A page that nobody can read.
    Page,
    /// Nothing.
    Empty,
    /// A readable message of something in between.
    Foreign,
    /// An error of something in between, in the shape of the API.
    ForeignError,
    /// Half of a success.
    Cut,
    /// A success of another order.
    Another,
    /// A message of the provider with none of the declared fields.
    Undeclared,
    /// A success with a wrong signature.
    Forged,
    /// A success whose type cannot be read.
    Mistyped,
    /// An error whose code quotes a secret of the request.
    Quoting,
}

impl Body {
    /// Every body.
    pub(crate) const ALL: [Self; 17] = [
        Self::Success,
        Self::Processing,
        Self::Failed,
        Self::NotFound,
        Self::Refusal,
        Self::OpenError,
        Self::UnsignedError,
        Self::Page,
        Self::Empty,
        Self::Foreign,
        Self::ForeignError,
        Self::Cut,
        Self::Another,
        Self::Undeclared,
        Self::Forged,
        Self::Mistyped,
        Self::Quoting,
    ];

    /// Reports whether a call can be answered so. Where a response is neither signed nor names an id, nobody can tell a
    /// forged one or that of another call.
    pub(crate) fn is_of(self, kind: Kind) -> bool {
        match self {
            Self::Processing | Self::Failed | Self::NotFound => kind.asks(),
            Self::UnsignedError | Self::Forged => kind.is_form(),
            Self::Quoting => matches!(kind, Kind::Payout | Kind::Removal | Kind::Charge | Kind::Refund | Kind::Wallet),
            Self::Another => matches!(kind, Kind::Payout | Kind::Charge | Kind::PayoutStatus | Kind::ChargeStatus),
            Self::Mistyped => matches!(kind, Kind::Payout | Kind::Charge | Kind::Refund),
            // Anything may be a response of the wallet's, which no page describes.
            Self::Undeclared => kind != Kind::Wallet && kind != Kind::Removal,
            Self::Foreign => kind != Kind::Wallet,
            _ => true,
        }
    }

    /// Reports whether anything in between can write it, without the provider.
    pub(crate) fn is_foreign(self) -> bool {
        matches!(self, Self::Page | Self::Empty | Self::Foreign | Self::ForeignError | Self::Forged)
    }

    /// Returns the bytes. They are the same each time, and kept.
    pub(crate) fn write(self, kind: Kind, order: usize) -> Vec<u8> {
        type Known = RefCell<HashMap<(Body, Kind, usize), Vec<u8>>>;
        thread_local!(static KNOWN: Known = RefCell::default());
        KNOWN.with_borrow_mut(|known| {
            known.entry((self, kind, order)).or_insert_with(|| self.write_new(kind, order)).clone()
        })
    }

    fn xml(self, kind: Kind, order: usize) -> Vec<u8> {
        let (id, payment) = (order_id(order), (5000 + order).to_string());
        let error = |code: &str| fields(&[("pg_status", "error"), ("pg_error_code", code)]);
        let state = |state: &str| {
            let (id, payment) = (id.as_str(), payment.as_str());
            match kind {
                Kind::PayoutStatus => fields(&[
                    ("pg_status", "ok"),
                    ("pg_payment_status", state),
                    ("pg_payment_id", payment),
                    ("pg_order_id", id),
                ]),
                Kind::Removal => fields(&[("pg_status", "deleted")]),
                _ => fields(&[("pg_status", "ok"), ("pg_payment_id", payment), ("pg_order_id", id)]),
            }
        };
        match self {
            Self::Success => signed(kind, &state("success"), PAYOUT_KEY),
            Self::Processing => signed(kind, &state("process"), PAYOUT_KEY),
            Self::Failed => signed(kind, &state("error"), PAYOUT_KEY),
            Self::NotFound => unsigned(&error("11068")),
            Self::Refusal => signed(kind, &error("10000"), PAYOUT_KEY),
            Self::OpenError => signed(kind, &error(["9999", "10015", "11018"][order % 3]), PAYOUT_KEY),
            Self::UnsignedError => unsigned(&error("1100")),
            Self::Page => b"<html><body>403 Forbidden<br></body></html>".to_vec(),
            Self::Empty => Vec::new(),
            Self::Foreign => b"<error><message>denied</message></error>".to_vec(),
            Self::ForeignError => unsigned(&error("403")),
            Self::Cut => half(Self::Success.write_new(kind, order)),
            Self::Another => Self::Success.write_new(kind, order + 1),
            Self::Quoting => signed(kind, &error(TOKEN), PAYOUT_KEY),
            Self::Undeclared => signed(kind, &fields(&[("pg_other", "1")]), PAYOUT_KEY),
            Self::Forged => signed(kind, &state("success"), "another-key"),
            Self::Mistyped => {
                let wrong = [("pg_status", "ok"), ("pg_payment_id", "not-a-number"), ("pg_order_id", id.as_str())];
                signed(kind, &fields(&wrong), PAYOUT_KEY)
            }
        }
    }

    fn json(self, kind: Kind, order: usize) -> String {
        let (id, uuid) = (order_id(order), uuid(order));
        let state = |state: &str| match kind {
            Kind::Charge | Kind::ChargeStatus => {
                format!(r#"{{"id":"{uuid}","status":"{state}","amount":100,"order_id":"{id}"}}"#)
            }
            _ => format!(r#"{{"status":"ok","request_status":"{state}"}}"#),
        };
        let error = |code: &str| match kind.api() {
            1 => format!(r#"{{"error":{{"code":"{code}","description":"no"}}}}"#),
            _ => format!(r#"{{"status":"error","error_code":"{code}","error_description":"no"}}"#),
        };
        match self {
            Self::Success if kind == Kind::Charge => state("process"),
            Self::Success => state("success"),
            Self::Processing => state("process"),
            Self::Failed => state("error"),
            Self::NotFound if kind.api() == 1 => "{}".to_owned(),
            Self::NotFound => error("404"),
            Self::Refusal if kind.api() == 1 => error("9403"),
            Self::Refusal => error("1004"),
            Self::OpenError => error("9999"),
            Self::Page => "<html>502 Bad Gateway</html>".to_owned(),
            Self::Foreign => [r#"{"message":"forbidden"}"#, r#"{"success":false}"#, "null", r#"{"error":"denied"}"#]
                [order % 4]
                .to_owned(),
            Self::ForeignError => error(["401", "request_in_progress", "too_many_requests"][order % 3]),
            Self::Cut => String::from_utf8_lossy(&half(Self::Success.write_new(kind, order))).into_owned(),
            Self::Another => Self::Success.json(kind, order + 1),
            Self::Undeclared => "{}".to_owned(),
            Self::Mistyped if kind == Kind::Charge => r#"{"status":"process","amount":{"a":1}}"#.to_owned(),
            Self::Mistyped => r#"{"status":{"a":1}}"#.to_owned(),
            Self::Quoting => error(QUOTED),
            // The last two are not of JSON calls.
            Self::Empty | Self::UnsignedError | Self::Forged => String::new(),
        }
    }

    fn write_new(self, kind: Kind, order: usize) -> Vec<u8> {
        if kind.is_form() { self.xml(kind, order) } else { self.json(kind, order).into_bytes() }
    }
}

fn half(mut body: Vec<u8>) -> Vec<u8> {
    body.truncate(body.len() / 2);
    body
}

fn fields(fields: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::empty();
    for (name, text) in fields {
        tree.push_text(name, text);
    }
    tree
}

fn signed(kind: Kind, fields: &Tree, key: &str) -> Vec<u8> {
    let mut tree = fields.clone();
    tree.push_text("pg_salt", "salt");
    let signature = pg_sig::sign(kind.endpoint().script_name(), tree.root(), &Secret::from(key));
    tree.push_text(pg_sig::FIELD, &signature);
    unsigned(&tree)
}

fn unsigned(fields: &Tree) -> Vec<u8> {
    let mut xml = String::from("<response>");
    for field in fields.root().children() {
        xml.extend(["<", field.name(), ">", field.text(), "</", field.name(), ">"]);
    }
    xml.push_str("</response>");
    xml.into_bytes()
}
