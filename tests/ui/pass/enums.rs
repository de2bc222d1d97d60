//! Wire values in every spelling.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done,
    /// Waiting for the payer.
    NeedData,
    /// Named otherwise.
    #[freedompay(rename = "in process")]
    Running,
}

macro_rules! spellings {
    ($($name:ident $case:literal)*) => {$(
        /// A spelling.
        #[freedompay_enum(case = $case)]
        pub enum $name {
            /// A status.
            NeedData,
        }
    )*};
}

spellings! { Snake "snake_case" Lower "lowercase" Upper "UPPERCASE" Screaming "SCREAMING_SNAKE_CASE" Kebab "kebab-case" }

/// VAT.
#[freedompay_enum(numeric, crate = ::freedompay)]
#[derive(PartialOrd)]
pub enum Vat {
    /// None.
    #[freedompay(rename = "0")]
    None,
    /// Below zero, to see that it can be.
    #[freedompay(rename = "-1")]
    Below,
}

#[test]
fn values_are_spelled_as_said() {
    let spelled = [Status::Done, Status::NeedData, Status::Running].map(|status| status.to_string());
    assert_eq!(spelled, ["done", "need_data", "in process"]);
    assert_eq!(Snake::NeedData.as_str(), "need_data");
    assert_eq!(Lower::NeedData.as_str(), "needdata");
    assert_eq!(Upper::NeedData.as_str(), "NEEDDATA");
    assert_eq!(Screaming::NeedData.as_str(), "NEED_DATA");
    assert_eq!(Kebab::NeedData.as_str(), "need-data");
    assert_eq!((Vat::None.as_str(), Vat::Below.as_str()), ("0", "-1"));
}

#[test]
fn unknown_values_are_kept() {
    assert_eq!(Status::from("in process"), Status::Running);
    assert_eq!(Status::from("lost"), Status::Unknown("lost".to_owned()));
}
