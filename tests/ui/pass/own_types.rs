//! Types of an application's own as fields and as answers.

use freedompay::meta::TypeMeta;
use freedompay::{Endpoint, ResponseBody, WireType, freedompay_endpoint, freedompay_model};

/// The number by which a bank is known.
#[derive(Clone, Debug)]
pub struct Iin(pub String);

impl WireType for Iin {
    const TYPE: &'static TypeMeta = &TypeMeta::Text;
}

impl ResponseBody for Iin {}

const _: () = {
    use freedompay::__private::{Deserialize, Deserializer, Serialize, Serializer};

    impl Serialize for Iin {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(&self.0)
        }
    }

    impl<'de> Deserialize<'de> for Iin {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            String::deserialize(deserializer).map(Self)
        }
    }
};

/// Asks for a bank.
#[freedompay_endpoint(uri = "/v5/partner/banks", method = "POST", response = Iin)]
pub struct BankQuery {
    /// Bank.
    #[freedompay(max_len = 12)]
    pub iin: Iin,
}

/// A bank.
#[freedompay_model]
pub struct Bank {
    /// Bank.
    pub iin: Iin,
}

#[test]
fn own_types_are_taken_as_they_are() {
    assert_eq!(BankQuery::new(Iin("1".to_owned())).iin.0, "1");
    assert!(matches!(BankQuery::META.response, TypeMeta::Text) && Bank::TYPE.fields()[0].required);
}
