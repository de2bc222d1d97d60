/// Pays with a card.
///
/// In major units.
#[derive(PartialEq)]
#[non_exhaustive]
pub struct CardPay {
    /// Card.
    pub card_id: u64,
    /// Page.
    pub page: Option<u32>,
    /// Language.
    pub language: Option<Language>,
    /// Order.
    pub order_id: String,
    /// Amount.
    pub amount: Amount,
    /// Security code.
    pub cvc: Option<String>,
    /// Kind of the token.
    pub token: TokenKind,
    /// Lines.
    pub r#lines: Vec<Line>,
    /// Fields of the merchant's own.
    pub extra: BTreeMap<String, String>,
}
#[automatically_derived]
impl CardPay {
    /// Creates a request from its required fields; the optional ones have setters.
    #[must_use]
    pub fn new(
        card_id: u64,
        order_id: impl ::fp::__private::Into<String>,
        amount: Amount,
        token: TokenKind,
        r#lines: impl ::fp::__private::IntoIterator<
            Item = impl ::fp::__private::Into<Line>,
        >,
    ) -> Self {
        Self {
            card_id: card_id,
            page: ::fp::__private::None,
            language: ::fp::__private::None,
            order_id: ::fp::__private::Into::into(order_id),
            amount: amount,
            cvc: ::fp::__private::None,
            token: token,
            r#lines: ::fp::__private::collect(r#lines),
            extra: ::fp::__private::Default::default(),
        }
    }
    /// Sets [`page`](field@Self::page).
    #[must_use]
    pub fn page(mut self, value: u32) -> Self {
        self.page = ::fp::__private::Some(value);
        self
    }
    /// Sets [`language`](field@Self::language).
    #[must_use]
    pub fn language(mut self, value: Language) -> Self {
        self.language = ::fp::__private::Some(value);
        self
    }
    /// Sets [`cvc`](field@Self::cvc).
    #[must_use]
    pub fn cvc(mut self, value: impl ::fp::__private::Into<String>) -> Self {
        self.cvc = ::fp::__private::Some(::fp::__private::Into::into(value));
        self
    }
    /// Adds a field of any name to [`extra`](field@Self::extra).
    #[must_use]
    pub fn extra(
        mut self,
        name: impl ::fp::__private::Into<::fp::__private::String>,
        value: impl ::fp::__private::Into<::fp::__private::String>,
    ) -> Self {
        self.extra
            .insert(
                ::fp::__private::Into::into(name),
                ::fp::__private::Into::into(value),
            );
        self
    }
    /// Sends the request with a client of its API. Returns a future of the response; with a blocking client, the
    /// response.
    pub fn send<C: ::fp::__private::Dispatch<::fp::__private::Gateway>>(
        &self,
        client: &C,
    ) -> C::Output<<Self as ::fp::__private::Endpoint>::Response> {
        client.dispatch(self)
    }
}
#[automatically_derived]
impl ::fp::__private::fmt::Debug for CardPay {
    fn fmt(
        &self,
        f: &mut ::fp::__private::fmt::Formatter<'_>,
    ) -> ::fp::__private::fmt::Result {
        ::fp::__private::debug(
            f,
            "CardPay",
            &[
                ("card_id", <u64 as ::fp::__private::Sent>::shown(&self.card_id)),
                ("page", <u32 as ::fp::__private::Sent>::shown_option(&self.page)),
                (
                    "language",
                    <Language as ::fp::__private::Sent>::shown_option(&self.language),
                ),
                ("order_id", <String as ::fp::__private::Sent>::shown(&self.order_id)),
                ("amount", <Amount as ::fp::__private::Sent>::shown(&self.amount)),
                ("cvc", ::fp::__private::hidden(&self.cvc)),
                ("token", <TokenKind as ::fp::__private::Sent>::shown(&self.token)),
                ("lines", <Vec<Line> as ::fp::__private::Sent>::shown(&self.r#lines)),
                (
                    "extra",
                    ::fp::__private::members(
                        &::fp::__private::Members("", ::fp::__private::Some(&self.extra)),
                    ),
                ),
            ],
        )
    }
}
#[automatically_derived]
impl ::fp::__private::Clone for CardPay {
    fn clone(&self) -> Self {
        Self {
            card_id: <u64 as ::fp::__private::Sent>::cloned(&self.card_id),
            page: <u32 as ::fp::__private::Sent>::cloned_option(&self.page),
            language: <Language as ::fp::__private::Sent>::cloned_option(&self.language),
            order_id: <String as ::fp::__private::Sent>::cloned(&self.order_id),
            amount: <Amount as ::fp::__private::Sent>::cloned(&self.amount),
            cvc: <String as ::fp::__private::Sent>::cloned_option(&self.cvc),
            token: <TokenKind as ::fp::__private::Sent>::cloned(&self.token),
            r#lines: <Vec<Line> as ::fp::__private::Sent>::cloned(&self.r#lines),
            extra: <BTreeMap<
                String,
                String,
            > as ::fp::__private::Sent>::cloned(&self.extra),
        }
    }
}
#[automatically_derived]
impl ::fp::__private::Serialize for CardPay {
    fn serialize<FreedomPayWriter: ::fp::__private::Serializer>(
        &self,
        serializer: FreedomPayWriter,
    ) -> ::fp::__private::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
        let mut object = ::fp::__private::Writer::begin_open(serializer)?;
        <u64 as ::fp::__private::Sent>::write(&self.card_id, "card_id", &mut object)?;
        <u32 as ::fp::__private::Sent>::write_option(
            &self.page,
            "pg_page",
            &mut object,
        )?;
        <Language as ::fp::__private::Sent>::write_option(
            &self.language,
            "language",
            &mut object,
        )?;
        <String as ::fp::__private::Sent>::write(
            &self.order_id,
            "pg_order_id",
            &mut object,
        )?;
        <Amount as ::fp::__private::Sent>::write(
            &self.amount,
            "pg_amount",
            &mut object,
        )?;
        <String as ::fp::__private::Sent>::write_option(
            &self.cvc,
            "pg_card_cvc2",
            &mut object,
        )?;
        <TokenKind as ::fp::__private::Sent>::write(
            &self.token,
            "pg_token",
            &mut object,
        )?;
        <Vec<
            Line,
        > as ::fp::__private::Sent>::write(&self.r#lines, "pg_lines", &mut object)?;
        object.rest(&self.extra)?;
        object.end()
    }
}
#[automatically_derived]
impl ::fp::__private::Endpoint for CardPay {
    type Api = ::fp::__private::Gateway;
    type Response = Receipt;
    const META: &'static ::fp::__private::EndpointMeta = {
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP024_two_endpoints_have_the_id__gateway_cards_pay {
            () => {};
        }
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP023_say_shares_uri_on_all_endpoints_of__gateway_POST__g2g_cards__u7b__u7d_ {
            () => {};
        }
        &::fp::__private::EndpointMeta {
            id: "gateway.cards.pay",
            api: <::fp::__private::Gateway as ::fp::__private::Api>::META,
            method: ::fp::__private::Method::Post,
            uri: "/g2g/cards/{card_id}",
            effect: ::fp::__private::Effect::Money,
            recover: ::fp::__private::Some(
                ::fp::__private::table_of_read::<::fp::__private::Gateway, CardStatus>(),
            ),
            outcome: ::fp::__private::Some(&status::PAID),
            ids_by_function: true,
            idempotency: ::fp::__private::Some("pg_order_id"),
            headers: &[
                ::fp::__private::HeaderMeta {
                    name: "X-Request-Id",
                    value: ::fp::__private::None,
                },
                ::fp::__private::HeaderMeta {
                    name: "Accept-Language",
                    value: ::fp::__private::Some("ru"),
                },
            ],
            script: ::fp::__private::Some("cards"),
            key: ::fp::__private::Key::Payout,
            since: ::fp::__private::Some("0.1.0"),
            source: ::fp::__private::Some("https://docs.freedompay.kz/cards"),
            doc: "Pays with a card.",
            rust: ::fp::__private::concat!(::fp::__private::module_path!(), "::CardPay"),
            request: &[
                ::fp::__private::FieldMeta {
                    name: "card_id",
                    rust: "card_id",
                    ty: <u64 as ::fp::__private::Sent>::TYPE,
                    required: true,
                    location: ::fp::__private::Location::Path,
                    doc: "Card.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_page",
                    rust: "page",
                    ty: <u32 as ::fp::__private::Sent>::TYPE,
                    location: ::fp::__private::Location::Query,
                    doc: "Page.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "language",
                    rust: "language",
                    ty: <Language as ::fp::__private::Sent>::TYPE,
                    location: ::fp::__private::Location::Header("X-Language"),
                    doc: "Language.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_order_id",
                    rust: "order_id",
                    ty: <String as ::fp::__private::Sent>::TYPE,
                    required: true,
                    min_len: ::fp::__private::Some(1),
                    max_len: ::fp::__private::Some(50),
                    pattern: ::fp::__private::Some("[a-z0-9-]+"),
                    example: ::fp::__private::Some("order-1"),
                    doc: "Order.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_amount",
                    rust: "amount",
                    ty: <Amount as ::fp::__private::Sent>::TYPE,
                    required: true,
                    min: ::fp::__private::Some("0.01"),
                    max: ::fp::__private::Some("99999999"),
                    doc: "Amount.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_card_cvc2",
                    rust: "cvc",
                    ty: <String as ::fp::__private::Sent>::TYPE,
                    secret: true,
                    doc: "Security code.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_token",
                    rust: "token",
                    ty: <TokenKind as ::fp::__private::Sent>::TYPE,
                    required: true,
                    doc: "Kind of the token.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "pg_lines",
                    rust: "lines",
                    ty: <Vec<Line> as ::fp::__private::Sent>::TYPE,
                    required: true,
                    doc: "Lines.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
                ::fp::__private::FieldMeta {
                    name: "*",
                    rust: "extra",
                    ty: <BTreeMap<String, String> as ::fp::__private::Sent>::TYPE,
                    doc: "Fields of the merchant's own.",
                    ..::fp::__private::FieldMeta::DEFAULT
                },
            ],
            response: ::fp::__private::response_of::<Self>(),
            ..::fp::__private::EndpointMeta::DEFAULT
        }
    };
    fn further_ids(&self) -> ::fp::__private::Ids {
        let ids: fn(&Self) -> ::fp::__private::Ids = CardPay::receipt_number;
        ids(self)
    }
}
const _: () = ::fp::__private::require_status_query(
    <CardPay as ::fp::__private::Endpoint>::META,
);
const _: () = ::fp::__private::require_example(
    <String as ::fp::__private::Sent>::TYPE,
    "order-1",
);
