/// A response.
#[non_exhaustive]
pub struct Answer {
    /// Status.
    pub status: Option<Status>,
    /// Payments.
    pub payments: Vec<Payment>,
    /// Token.
    pub card_token: Secret,
}
#[automatically_derived]
impl ::freedompay::__private::fmt::Debug for Answer {
    fn fmt(
        &self,
        f: &mut ::freedompay::__private::fmt::Formatter<'_>,
    ) -> ::freedompay::__private::fmt::Result {
        ::freedompay::__private::debug(
            f,
            "Answer",
            &[
                (
                    "status",
                    <Status as ::freedompay::__private::Received>::shown_option(
                        &self.status,
                    ),
                ),
                (
                    "payments",
                    <Vec<
                        Payment,
                    > as ::freedompay::__private::Received>::shown(&self.payments),
                ),
                (
                    "card_token",
                    <Secret as ::freedompay::__private::Received>::shown(
                        &self.card_token,
                    ),
                ),
            ],
        )
    }
}
#[automatically_derived]
impl ::freedompay::__private::Clone for Answer {
    fn clone(&self) -> Self {
        Self {
            status: <Status as ::freedompay::__private::Received>::cloned_option(
                &self.status,
            ),
            payments: <Vec<
                Payment,
            > as ::freedompay::__private::Received>::cloned(&self.payments),
            card_token: <Secret as ::freedompay::__private::Received>::cloned(
                &self.card_token,
            ),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::Declared for Answer {
    const NAME: &'static str = "Answer";
    const MEMBERS: &'static [&'static str] = &[
        "pg_status",
        "pg_payments",
        "pg_card_token",
        "pg_payment",
    ];
    fn read<'de, FreedomPayMap: ::freedompay::__private::MapAccess<'de>>(
        mut members: ::freedompay::__private::Reader<FreedomPayMap>,
    ) -> ::freedompay::__private::Result<Self, FreedomPayMap::Error> {
        let mut field0 = ::freedompay::__private::None;
        let mut field1 = ::freedompay::__private::None;
        let mut field2 = ::freedompay::__private::None;
        while let ::freedompay::__private::Some(at) = members.declared()? {
            match at {
                0 => {
                    <Status as ::freedompay::__private::Received>::read_option(
                        &mut members,
                        &mut field0,
                    )?
                }
                1 | 3 => {
                    <Vec<
                        Payment,
                    > as ::freedompay::__private::Received>::read(
                        &mut members,
                        &mut field1,
                    )?
                }
                2 => {
                    <Secret as ::freedompay::__private::Received>::read(
                        &mut members,
                        &mut field2,
                    )?
                }
                _ => {}
            }
        }
        ::freedompay::__private::Result::Ok(Self {
            status: field0.flatten(),
            payments: field1.unwrap_or_default(),
            card_token: <Secret as ::freedompay::__private::Received>::required(
                field2,
                "pg_card_token",
            )?,
        })
    }
}
#[automatically_derived]
impl<'de> ::freedompay::__private::Deserialize<'de> for Answer {
    fn deserialize<FreedomPayReader: ::freedompay::__private::Deserializer<'de>>(
        deserializer: FreedomPayReader,
    ) -> ::freedompay::__private::Result<Self, FreedomPayReader::Error> {
        ::freedompay::__private::read(deserializer)
    }
}
#[automatically_derived]
impl ::freedompay::__private::WireType for Answer {
    const TYPE: &'static ::freedompay::__private::TypeMeta = <Answer as ::freedompay::__private::Table<
        {
            ::freedompay::__private::Probe::<
                Answer,
                ::freedompay::__private::Enough,
            >::TRAIL
                .is_endless()
        },
    >>::TABLE;
}
#[automatically_derived]
impl ::freedompay::__private::Object for Answer {
    const MODULE: &'static str = ::freedompay::__private::module_path!();
    const NAME: &'static str = "Answer";
    type Fields<FreedomPaySteps: ::freedompay::__private::Steps> = ::freedompay::__private::FieldsOf<
        Self,
        FreedomPaySteps,
    >;
}
#[automatically_derived]
impl<
    FreedomPaySteps: ::freedompay::__private::Steps,
> ::freedompay::__private::Fields<FreedomPaySteps> for Answer {
    const TRAIL: ::freedompay::__private::Trail = {
        use ::freedompay::__private::NoObject as FreedomPayNoObject;
        if ::freedompay::__private::Probe::<Status, FreedomPaySteps>::TRAIL.is_endless()
        {
            ::freedompay::__private::Probe::<Status, FreedomPaySteps>::TRAIL
        } else if ::freedompay::__private::Probe::<Vec<Payment>, FreedomPaySteps>::TRAIL
            .is_endless()
        {
            ::freedompay::__private::Probe::<Vec<Payment>, FreedomPaySteps>::TRAIL
        } else {
            <::freedompay::__private::Probe<(), ()> as FreedomPayNoObject>::TRAIL
        }
    };
}
#[automatically_derived]
impl ::freedompay::__private::Table<false> for Answer {
    const TABLE: &'static ::freedompay::__private::TypeMeta = &::freedompay::__private::TypeMeta::Object(
        &[
            ::freedompay::__private::FieldMeta {
                name: "pg_status",
                rust: "status",
                ty: <Status as ::freedompay::__private::Received>::TYPE,
                example: ::freedompay::__private::Some("ok"),
                doc: "Status.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
            ::freedompay::__private::FieldMeta {
                name: "pg_payments",
                rust: "payments",
                ty: <Vec<Payment> as ::freedompay::__private::Received>::TYPE,
                aliases: &["pg_payment"],
                doc: "Payments.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
            ::freedompay::__private::FieldMeta {
                name: "pg_card_token",
                rust: "card_token",
                ty: <Secret as ::freedompay::__private::Received>::TYPE,
                required: true,
                doc: "Token.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
        ],
    );
}
const _: () = ::freedompay::__private::require_end(
    &::freedompay::__private::Probe::<Answer, ::freedompay::__private::Enough>::TRAIL,
);
#[automatically_derived]
impl ::freedompay::__private::ResponseBody for Answer {}
const _: () = ::freedompay::__private::require_example(
    <Status as ::freedompay::__private::Received>::TYPE,
    "ok",
);
