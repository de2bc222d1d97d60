#[derive(
    ::freedompay::__private::Clone,
    ::freedompay::__private::Copy,
    ::freedompay::__private::fmt::Debug
)]
pub(crate) enum Points {}
#[automatically_derived]
impl ::freedompay::__private::Api for Points {
    type Scheme = Basic;
    const META: &'static ::freedompay::__private::ApiMeta = &::freedompay::__private::ApiMeta {
        name: "points",
        rust: "Points",
        scheme: ::freedompay::__private::scheme_of::<Self>(),
        ..::freedompay::__private::ApiMeta::DEFAULT
    };
}
#[doc(hidden)]
#[allow(non_local_definitions)]
#[macro_export]
macro_rules! FP024_two_apis_have_the_name__points {
    () => {};
    ([$($attribute:tt)*] $($item:tt)*) => {
        $($attribute)* #[freedompay_declared($crate, name = "points", rust = "Points",
        scheme = "Basic")] $($item)*
    };
}
#[doc(hidden)]
pub(crate) use FP024_two_apis_have_the_name__points as Points;
Points! {}
