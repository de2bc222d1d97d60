/// Points of loyal customers.
#[derive(::fp::__private::Clone, ::fp::__private::Copy, ::fp::__private::fmt::Debug)]
pub enum Points {}
#[automatically_derived]
impl ::fp::__private::Api for Points {
    type Scheme = schemes::PgSig;
    const META: &'static ::fp::__private::ApiMeta = &::fp::__private::ApiMeta {
        name: "points",
        rust: "Points",
        scheme: ::fp::__private::scheme_of::<Self>(),
        wire: ::fp::__private::Wire::Form,
        prefix: "pt_",
        paths: &["/v1/points/", "/api/points/"],
        errors: ErrorShape::OBJECT,
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
        has_actions: true,
        replays_request_id: true,
        ids: &["order_id", "card_id"],
        open_codes: codes::OPEN,
        refusals: codes::REFUSALS,
        unsigned_errors: codes::UNSIGNED,
        hosts: ::fp::__private::Hosts {
            kazakhstan: ::fp::__private::Some("https://points.example"),
            kyrgyzstan: ::fp::__private::Some("https://points.example"),
            uzbekistan: ::fp::__private::Some("https://points.example"),
            test: ::fp::__private::Some("http://127.0.0.1:8080"),
        },
    };
    const ENDPOINTS: &'static [&'static ::fp::__private::EndpointMeta] = &[
        ::fp::__private::table_of_call::<Self, PayPoints>(),
        ::fp::__private::table_of_call::<Self, status::PointsQuery>(),
        <PointsNotice as ::fp::__private::Callback>::META,
    ];
}
#[doc(hidden)]
#[allow(non_local_definitions)]
#[macro_export]
macro_rules! FP024_two_apis_have_the_name__points {
    () => {};
    ([$($attribute:tt)*] $($item:tt)*) => {
        $($attribute)* #[freedompay_declared($crate, name = "points", rust = "Points",
        scheme = "PgSig", wire = form, prefix = "pt_", actions, headers("X-Request-Id",
        "Accept-Language"))] $($item)*
    };
}
#[doc(hidden)]
pub use FP024_two_apis_have_the_name__points as Points;
Points! {}
