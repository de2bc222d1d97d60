#[non_exhaustive]
pub struct PointsQuery {}
#[automatically_derived]
impl PointsQuery {
    /// Creates a request from its required fields; the optional ones have setters.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
    /// Sends the request with a client of its API. Returns a future of the response; with a blocking client, the
    /// response.
    pub fn send<C: ::freedompay::__private::Dispatch<::freedompay::__private::Partner>>(
        &self,
        client: &C,
    ) -> C::Output<<Self as ::freedompay::__private::Endpoint>::Response> {
        client.dispatch(self)
    }
}
#[automatically_derived]
impl ::freedompay::__private::Default for PointsQuery {
    fn default() -> Self {
        Self::new()
    }
}
#[automatically_derived]
impl ::freedompay::__private::fmt::Debug for PointsQuery {
    fn fmt(
        &self,
        f: &mut ::freedompay::__private::fmt::Formatter<'_>,
    ) -> ::freedompay::__private::fmt::Result {
        ::freedompay::__private::debug(f, "PointsQuery", &[])
    }
}
#[automatically_derived]
impl ::freedompay::__private::Clone for PointsQuery {
    fn clone(&self) -> Self {
        Self {}
    }
}
#[automatically_derived]
impl ::freedompay::__private::Serialize for PointsQuery {
    fn serialize<FreedomPayWriter: ::freedompay::__private::Serializer>(
        &self,
        serializer: FreedomPayWriter,
    ) -> ::freedompay::__private::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
        let object = ::freedompay::__private::Writer::begin(
            serializer,
            "PointsQuery",
            0usize,
        )?;
        object.end()
    }
}
#[automatically_derived]
impl ::freedompay::__private::Endpoint for PointsQuery {
    type Api = ::freedompay::__private::Partner;
    type Response = ::freedompay::__private::Value;
    const META: &'static ::freedompay::__private::EndpointMeta = {
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP024_two_endpoints_have_the_id__partner_points_u5f_query {
            () => {};
        }
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP023_say_shares_uri_on_all_endpoints_of__partner_GET__v5_partner_points {
            () => {};
        }
        &::freedompay::__private::EndpointMeta {
            id: "partner.points_query",
            api: <::freedompay::__private::Partner as ::freedompay::__private::Api>::META,
            method: ::freedompay::__private::Method::Get,
            uri: "/v5/partner/points",
            effect: ::freedompay::__private::Effect::Read,
            rust: ::freedompay::__private::concat!(
                ::freedompay::__private::module_path!(), "::PointsQuery"
            ),
            request: &[],
            ..::freedompay::__private::EndpointMeta::DEFAULT
        }
    };
}
#[automatically_derived]
impl ::freedompay::__private::Reads<::freedompay::__private::Partner> for PointsQuery {}
