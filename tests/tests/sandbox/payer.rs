//! A payer with a browser that knows links, forms and redirects, and no JavaScript.

use std::time::Duration;

use freedompay::meta::Method;
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Transport as _};
use regex_lite::Regex;
use url::Url;

pub(crate) struct Payer {
    transport: ReqwestTransport,
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) page: String,
    pub(crate) policy: String,
}

/// A form of a page: its target and its initial values.
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Payer {
    pub(crate) async fn open(url: &str) -> Self {
        let base = BaseUrl::parse("http://127.0.0.1").unwrap();
        let transport = ReqwestTransport::new(&base).unwrap();
        let (url, page) = (Url::parse(url).unwrap(), String::new());
        let mut payer = Self { transport, url, status: 0, page, policy: String::new() };
        payer.get("").await;
        payer
    }

    /// A page that came some other way.
    pub(crate) fn shown(page: String) -> Self {
        let base = BaseUrl::parse("http://127.0.0.1").unwrap();
        let transport = ReqwestTransport::new(&base).unwrap();
        let url = Url::parse("http://127.0.0.1:9/elsewhere").unwrap();
        Self { transport, url, status: 200, page, policy: String::new() }
    }

    /// Goes to an address that is written on the page, and wherever that sends it.
    pub(crate) async fn get(&mut self, address: &str) {
        self.load(Method::Get, address, Vec::new()).await;
    }

    pub(crate) async fn post(&mut self, address: &str, fields: &[(String, String)]) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.load(Method::Post, address, body.into_bytes()).await;
    }

    async fn load(&mut self, mut method: Method, address: &str, mut body: Vec<u8>) {
        let mut url = self.url.join(address).unwrap();
        for _ in 0..10 {
            let headers = match method {
                Method::Post => vec![("Content-Type", "application/x-www-form-urlencoded".into())],
                _ => Vec::new(),
            };
            let (timeout, max_response_size) = (Duration::from_secs(30), 1 << 20);
            let request = HttpRequest { method, url: url.to_string(), headers, body, timeout, max_response_size };
            let response = self.transport.send(request).await.unwrap();
            self.url = url.clone();
            self.status = response.status;
            self.policy = response.header("content-security-policy").unwrap_or_default().to_owned();
            self.page = String::from_utf8(response.body.clone()).unwrap();
            let Some(next) = response.header("location").filter(|_| response.status == 303) else { return };
            (method, url, body) = (Method::Get, url.join(next).unwrap(), Vec::new());
        }
        panic!("redirected for ever");
    }

    /// The form of the page: the first one that is not about languages.
    pub(crate) fn form(&self) -> Form {
        let main = self.page.split_once("<main>").unwrap().1;
        let (before, inside) = main.split_once("<form").unwrap_or_else(|| panic!("no form: {main}"));
        assert!(!before.contains("<input"));
        let (head, inside) = inside.split_once('>').unwrap();
        let inside = inside.split_once("</form>").unwrap().0;
        let attribute = |tag: &str, name: &str| {
            let found = Regex::new(&format!(" {name}=\"([^\"]*)\"")).unwrap().captures(tag).map(|c| unescaped(&c[1]));
            found.unwrap_or_default()
        };
        let tags = Regex::new("<input[^>]*>").unwrap();
        let is_sent = |tag: &&str| !tag.contains("type=\"radio\"") || tag.contains(" checked");
        let inputs = tags.find_iter(inside).map(|tag| tag.as_str()).filter(is_sent);
        let fields = inputs.map(|tag| (attribute(tag, "name"), attribute(tag, "value"))).collect();
        Form { action: attribute(head, "action"), fields }
    }

    /// Fills the form in and sends it.
    pub(crate) async fn submit(&mut self, filled: &[(&str, &str)]) {
        let mut form = self.form();
        for (name, value) in filled {
            form.fields.retain(|(known, _)| known != name);
            form.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.post(&form.action.clone(), &form.fields).await;
    }

    pub(crate) async fn pay(&mut self, card: &str) {
        let card = [("number", card), ("expiry", "12/30"), ("cvc", "123"), ("holder", "John Doe")];
        self.submit(&card).await;
    }

    /// Presses the button of a page that continues by itself.
    pub(crate) async fn go_on(&mut self) {
        if self.page.contains("data-onward>") {
            return self.submit(&[]).await;
        }
        let refresh = Regex::new("http-equiv=\"refresh\" content=\"3;url=([^\"]*)\"").unwrap();
        let next = refresh.captures(&self.page).map(|c| unescaped(&c[1]));
        let next = next.unwrap_or_else(|| panic!("nothing to go on to: {}", self.page));
        self.get(&next).await;
    }

    /// At the bank's page: types the code and is sent back.
    pub(crate) async fn confirm(&mut self, code: &str) {
        self.submit(&[("code", code), ("answer", "ok")]).await;
    }

    pub(crate) fn sees(&self, text: &str) -> bool {
        unescaped(&self.page).contains(text)
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
