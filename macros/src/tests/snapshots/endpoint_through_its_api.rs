#[non_exhaustive]
pub struct PointsQuery {
    /// Shop.
    pub shop: Option<String>,
}
#[automatically_derived]
impl PointsQuery {
    /// Creates a request from its required fields; the optional ones have setters.
    #[must_use]
    pub fn new() -> Self {
        Self {
            shop: ::freedompay::__private::None,
        }
    }
    /// Sets [`shop`](field@Self::shop).
    #[must_use]
    pub fn shop(mut self, value: impl ::freedompay::__private::Into<String>) -> Self {
        self.shop = ::freedompay::__private::Some(
            ::freedompay::__private::Into::into(value),
        );
        self
    }
    /// Sends the request with a client of its API. Returns a future of the response; with a blocking client, the
    /// response.
    pub fn send<C: ::freedompay::__private::Dispatch<points::Points>>(
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
        ::freedompay::__private::debug(
            f,
            "PointsQuery",
            &[
                (
                    "shop",
                    <String as ::freedompay::__private::Sent>::shown_option(&self.shop),
                ),
            ],
        )
    }
}
#[automatically_derived]
impl ::freedompay::__private::Clone for PointsQuery {
    fn clone(&self) -> Self {
        Self {
            shop: <String as ::freedompay::__private::Sent>::cloned_option(&self.shop),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::Serialize for PointsQuery {
    fn serialize<FreedomPayWriter: ::freedompay::__private::Serializer>(
        &self,
        serializer: FreedomPayWriter,
    ) -> ::freedompay::__private::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
        let mut object = ::freedompay::__private::Writer::begin(
            serializer,
            "PointsQuery",
            1usize,
        )?;
        <String as ::freedompay::__private::Sent>::write_option(
            &self.shop,
            "pt_shop",
            &mut object,
        )?;
        object.end()
    }
}
#[automatically_derived]
impl ::freedompay::__private::Endpoint for PointsQuery {
    type Api = points::Points;
    type Response = ::freedompay::__private::Value;
    const META: &'static ::freedompay::__private::EndpointMeta = {
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP024_two_endpoints_have_the_id__points_points_u5f_query {
            () => {};
        }
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! FP023_say_shares_uri_on_all_endpoints_of__points_PATCH__v1_points__u7b__u7d_ {
            () => {};
        }
        &::freedompay::__private::EndpointMeta {
            id: "points.points_query",
            api: <points::Points as ::freedompay::__private::Api>::META,
            method: ::freedompay::__private::Method::Patch,
            uri: "/v1/points/{merchant_id}",
            effect: ::freedompay::__private::Effect::Write,
            body: ::freedompay::__private::BodyMeta::Never,
            key: ::freedompay::__private::Key::Payout,
            rust: ::freedompay::__private::concat!(
                ::freedompay::__private::module_path!(), "::PointsQuery"
            ),
            request: &[
                ::freedompay::__private::FieldMeta {
                    name: "pt_shop",
                    rust: "shop",
                    ty: <String as ::freedompay::__private::Sent>::TYPE,
                    doc: "Shop.",
                    ..::freedompay::__private::FieldMeta::DEFAULT
                },
            ],
            ..::freedompay::__private::EndpointMeta::DEFAULT
        }
    };
}
