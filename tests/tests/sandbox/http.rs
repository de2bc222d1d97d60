//! Plain HTTP, as a shop without this library speaks it.

use freedompay::meta::Method;
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Transport as _};

async fn send(
    method: Method,
    base: &str,
    path: &str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
) -> (u16, String) {
    let transport = ReqwestTransport::new(&BaseUrl::parse(base).unwrap()).unwrap();
    let request = HttpRequest {
        method,
        url: format!("{base}{path}"),
        headers: headers.into_iter().map(|(name, value)| (name, value.into())).collect(),
        body,
        timeout: std::time::Duration::from_secs(30),
        max_response_size: 32 << 20,
    };
    let response = transport.send(request).await.unwrap();
    (response.status, String::from_utf8(response.body).unwrap())
}

pub(crate) async fn get(base: &str, path: &str) -> (u16, String) {
    get_with(base, path, Vec::new()).await
}

pub(crate) async fn get_with(base: &str, path: &str, headers: Vec<(&'static str, String)>) -> (u16, String) {
    send(Method::Get, base, path, headers, Vec::new()).await
}

pub(crate) async fn post(base: &str, path: &str, headers: Vec<(&'static str, String)>, body: &str) -> (u16, String) {
    send(Method::Post, base, path, headers, body.as_bytes().to_vec()).await
}

pub(crate) async fn post_form(base: &str, path: &str, fields: &[(String, String)]) -> (u16, String) {
    let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<Vec<_>>().concat();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let form = vec![("Content-Type", "application/x-www-form-urlencoded".to_owned())];
    post(base, path, form, &body.join("&")).await
}
