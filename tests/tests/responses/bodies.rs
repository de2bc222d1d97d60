//! What a response can be, and the bytes of it for each call.

use freedompay::Secret;
use freedompay::meta::Effect;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;

use crate::calls::{Call, KEY, OTHER_ID, Section};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Body {
    Success,
    Misfit,
    MisfitAside,
    OtherOrder,
    OtherRequest,
    NothingDeclared,
    Refusal,
    Declined,
    RefusalOfOther,
    OpenError,
    OtherCode,
    NoCode,
    OtherShape,
    Twice,
    ForeignError,
    UnsignedDocumented,
    UnsignedOther,
    UnsignedSuccess,
    Changed,
    ChangedRefusal,
    Foreign,
    Unreadable,
    Empty,
    Cut,
}

impl Body {
    pub(crate) const ALL: [Self; 24] = [
        Self::Success,
        Self::Misfit,
        Self::MisfitAside,
        Self::OtherOrder,
        Self::OtherRequest,
        Self::NothingDeclared,
        Self::Refusal,
        Self::Declined,
        Self::RefusalOfOther,
        Self::OpenError,
        Self::OtherCode,
        Self::NoCode,
        Self::OtherShape,
        Self::Twice,
        Self::ForeignError,
        Self::UnsignedDocumented,
        Self::UnsignedOther,
        Self::UnsignedSuccess,
        Self::Changed,
        Self::ChangedRefusal,
        Self::Foreign,
        Self::Unreadable,
        Self::Empty,
        Self::Cut,
    ];

    /// The name in the tables, and what it means.
    pub(crate) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Success => ("success", "the documented response; signed where the API signs"),
            Self::Misfit => {
                ("wrong type", "a success in which an id, an outcome or an amount has another type than declared")
            }
            Self::MisfitAside => {
                ("wrong type aside", "a success in which an optional member that decides nothing has another type")
            }
            Self::OtherOrder => ("other order", "a success that names another order, payment or request than was sent"),
            Self::OtherRequest => {
                ("other request id", "a success whose header `X-Request-Id` is that of another request")
            }
            Self::NothingDeclared => {
                ("nothing declared", "a message with none of the members that the response declares")
            }
            Self::Refusal => {
                ("refusal", "signed: a code that says what was wrong (10009); JSON: a documented refusal as documented")
            }
            Self::Declined => {
                ("declined", "Gateway Async: a declined payment, `status: error` beside the error (10045)")
            }
            Self::RefusalOfOther => ("refusal, other order", "the same refusal, about another order"),
            Self::OpenError => ("open error", "a system error (9999), work in progress, or done already (11018)"),
            Self::OtherCode => ("other code", "JSON: an error with a code that is not documented for the call"),
            Self::NoCode => ("no code", "an error without a code"),
            Self::OtherShape => ("other shape", "JSON: the code of a refusal where another API writes it"),
            Self::Twice => ("said twice", "an unsigned refusal that names its code twice"),
            Self::ForeignError => {
                ("foreign error", "JSON: `success: false` or `error: \"…\"`, which no API here writes")
            }
            Self::UnsignedDocumented => {
                ("unsigned, documented", "an error with one of the codes that come unsigned (9998, 1100, 11068)")
            }
            Self::UnsignedOther => ("unsigned error", "an unsigned error with any other code"),
            Self::UnsignedSuccess => ("unsigned success", "a success without `pg_sig`"),
            Self::Changed => ("changed", "a signed success with one value changed afterwards"),
            Self::ChangedRefusal => ("changed refusal", "a signed error made into a refusal by changing its code"),
            Self::Foreign => ("foreign", "a message that can be read, of somebody in between"),
            Self::Unreadable => ("unreadable", "a page that is neither JSON nor well-formed XML"),
            Self::Empty => ("empty", "no body"),
            Self::Cut => ("cut", "the documented response without its end"),
        }
    }

    /// The bodies of this kind; none if the API, or the call, has no such response.
    pub(crate) fn of(self, call: &Call) -> Vec<String> {
        match self {
            Self::Unreadable => vec!["<html><hr></html>".to_owned(), "Too many requests".to_owned()],
            Self::Empty => vec![String::new()],
            Self::Cut => {
                let whole = Self::Success.of(call).remove(0);
                [1, 9, whole.len() / 2].map(|less| whole[..whole.len() - less].to_owned()).into()
            }
            _ if call.section == Section::Signed => self.form(call),
            _ => self.json(call),
        }
    }

    fn form(self, call: &Call) -> Vec<String> {
        let id = |id: Option<&str>| match (call.id, id) {
            (Some((name, ..)), Some(id)) => format!("<{name}>{id}</{name}>"),
            _ => String::new(),
        };
        let own = id(call.id.map(|(_, own, _)| own));
        let other = id(call.id.map(|(.., other)| other));
        let error = |code: &str| format!("<pg_status>error</pg_status><pg_error_code>{code}</pg_error_code>");
        let signed = |fields: &str| signed(call, fields);
        let unsigned = |fields: &str| format!("<response>{fields}<pg_salt>s</pg_salt></response>");
        match self {
            Self::Success => vec![signed(&(own + call.members)), signed(call.members)],
            Self::Misfit => call.misfit.map(signed).into_iter().collect(),
            Self::MisfitAside => call.aside.map(signed).into_iter().collect(),
            Self::OtherOrder => vec![signed(&(other + call.members))],
            Self::NothingDeclared => vec![signed(""), signed("<message>forbidden</message>")],
            Self::Refusal => ["10009", "10000", "10007", "9403"].map(|code| signed(&error(code))).into(),
            Self::RefusalOfOther => vec![signed(&(other + &error("10009")))],
            Self::OpenError => {
                ["9999", "99999", "10011", "11018", "600", "9999.0"].map(|code| signed(&error(code))).into()
            }
            Self::NoCode => vec![signed("<pg_status>error</pg_status>")],
            Self::UnsignedDocumented => ["9998", "1100", "11068"].map(|code| unsigned(&error(code))).into(),
            Self::UnsignedOther => ["10009", "9999"].map(|code| unsigned(&error(code))).into(),
            Self::Twice => vec![unsigned(&(error("9998") + "<pg_error_code>9999</pg_error_code>"))],
            Self::UnsignedSuccess => vec![unsigned(&(own + call.members))],
            Self::Changed => vec![signed(call.members).replace(">ok<", ">success<")],
            Self::ChangedRefusal => vec![signed(&error("9999")).replace(">9999<", ">10009<")],
            Self::Foreign => vec!["<html><body>blocked</body></html>".to_owned()],
            _ => Vec::new(),
        }
    }

    fn json(self, call: &Call) -> Vec<String> {
        let object = |members: &str| format!("{{{members}}}");
        let with = |id: &str, members: &str| match call.id {
            Some((name, ..)) => object(&format!(r#""{name}":"{id}",{members}"#)),
            None => object(members),
        };
        let is_async = call.section == Section::Replayed;
        let error = |code: &str| {
            if is_async {
                format!(r#""error":{{"code":"{code}","description":"text"}}"#)
            } else {
                format!(r#""status":"error","error_code":{code},"error_description":"text""#)
            }
        };
        let own = call.id.map_or("", |(_, own, _)| own);
        match self {
            Self::Success => vec![with(own, call.members), object(call.members)],
            Self::Misfit => call.misfit.map(object).into_iter().collect(),
            Self::MisfitAside => call.aside.map(object).into_iter().collect(),
            Self::OtherOrder => call.id.map(|(.., other)| with(other, call.members)).into_iter().collect(),
            Self::OtherRequest if is_async => vec![with(own, call.members)],
            Self::NothingDeclared => vec!["{}".to_owned(), r#"{"unheard":1}"#.to_owned()],
            Self::Refusal => match call.section {
                Section::NoRefusals => Vec::new(),
                Section::Replayed => vec![object(&error("9403"))],
                _ => ["1001", "1004", "1008"].map(|code| object(&error(code))).into(),
            },
            Self::Declined if is_async => {
                ["10045", "8888"].map(|code| object(&format!(r#""status":"error",{}"#, error(code)))).into()
            }
            // Of the call that reads, members beside the error are a report.
            Self::RefusalOfOther if !is_async => {
                call.id.map(|(.., other)| with(other, &error("1001"))).into_iter().collect()
            }
            Self::RefusalOfOther if call.effect() == Effect::Money => {
                vec![with(OTHER_ID, &format!(r#""status":"error",{}"#, error("10045")))]
            }
            Self::OpenError => ["9999"].map(|code| object(&error(code))).into(),
            Self::OtherCode => ["4242", "1003"].map(|code| object(&error(code))).into(),
            Self::NoCode if is_async => vec![r#"{"error":{"description":"text"}}"#.to_owned()],
            Self::NoCode => vec![r#"{"status":"error","error_description":"text"}"#.to_owned()],
            Self::OtherShape if is_async => {
                vec![r#"{"status":"error","error_code":"9403","error":"9403"}"#.to_owned()]
            }
            Self::OtherShape => vec![r#"{"error":{"code":"1001","description":"text"}}"#.to_owned()],
            Self::Twice => match call.section {
                Section::NoRefusals => Vec::new(),
                Section::Replayed => vec![r#"{"error":{"code":"9403","code":"9999"}}"#.to_owned()],
                _ => vec![object(&(error("1001") + r#","error_code":9999"#))],
            },
            Self::ForeignError => vec![r#"{"success":false}"#.to_owned(), r#"{"error":"denied"}"#.to_owned()],
            Self::Foreign => vec![r#"{"message":"forbidden"}"#.to_owned()],
            _ => Vec::new(),
        }
    }

    /// The headers that come with it.
    pub(crate) fn headers(self) -> &'static [(&'static str, &'static str)] {
        if self == Self::OtherRequest { &[("x-request-id", OTHER_ID)] } else { &[] }
    }
}

fn signed(call: &Call, fields: &str) -> String {
    let fields = format!("{fields}<pg_salt>s</pg_salt>");
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let signature = pg_sig::sign(call.endpoint.script_name(), message.root(), &Secret::new(KEY));
    format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>")
}
