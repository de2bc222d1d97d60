/// A response.
#[derive(::freedompay::__private::Deserialize)]
#[serde(crate = "::freedompay::__private::serde")]
#[non_exhaustive]
pub struct Answer {
    /// Status.
    #[serde(rename = "pg_status")]
    pub status: Option<Status>,
    /// Payments.
    #[serde(alias = "pg_payment")]
    #[serde(rename = "pg_payments", default)]
    pub payments: Vec<Payment>,
    /// Token.
    #[serde(rename = "pg_card_token")]
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
                    <Status as ::freedompay::__private::WireType>::shown_option(
                        &self.status,
                    ),
                ),
                (
                    "payments",
                    <Vec<
                        Payment,
                    > as ::freedompay::__private::WireType>::shown(&self.payments),
                ),
                (
                    "card_token",
                    <Secret as ::freedompay::__private::WireType>::shown(
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
            status: <Status as ::freedompay::__private::WireType>::cloned_option(
                &self.status,
            ),
            payments: <Vec<
                Payment,
            > as ::freedompay::__private::WireType>::cloned(&self.payments),
            card_token: <Secret as ::freedompay::__private::WireType>::cloned(
                &self.card_token,
            ),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::WireType for Answer {
    const TYPE: &'static ::freedompay::__private::TypeMeta = &::freedompay::__private::TypeMeta::Object(
        &[
            ::freedompay::__private::FieldMeta {
                name: "pg_status",
                rust: "status",
                ty: <Status as ::freedompay::__private::WireType>::TYPE,
                example: ::freedompay::__private::Some("ok"),
                doc: "Status.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
            ::freedompay::__private::FieldMeta {
                name: "pg_payments",
                rust: "payments",
                ty: <Vec<Payment> as ::freedompay::__private::WireType>::TYPE,
                doc: "Payments.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
            ::freedompay::__private::FieldMeta {
                name: "pg_card_token",
                rust: "card_token",
                ty: <Secret as ::freedompay::__private::WireType>::TYPE,
                required: true,
                doc: "Token.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
        ],
    );
}
#[automatically_derived]
impl ::freedompay::__private::ResponseBody for Answer {}
const _: () = ::freedompay::__private::require_example(
    <Status as ::freedompay::__private::WireType>::TYPE,
    "ok",
);
