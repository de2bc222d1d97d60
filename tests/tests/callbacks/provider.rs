//! A provider that signs with a few lines of its own.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use freedompay_runtime::wire::xml;
use md5::{Digest as _, Md5};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) type Fields = Vec<(String, String)>;

pub(crate) fn md5_hex(text: &str) -> String {
    Md5::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// Values, each with the separator after it.
pub(crate) fn segments(fields: &[(String, String)]) -> String {
    fields.iter().fold(String::new(), |text, (_, value)| text + value + ";")
}

/// For messages without nested data: values in the order of their names, empty ones too.
pub(crate) fn signature(script: &str, fields: &Fields, secret: &str) -> String {
    let mut sorted: Fields = fields.iter().filter(|(name, _)| name != "pg_sig").cloned().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    md5_hex(&format!("{script};{}{secret}", segments(&sorted)))
}

pub(crate) fn signed(script: &str, fields: &[(&str, &str)], secret: &str) -> Fields {
    let mut fields: Fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fields.push(("pg_sig".to_owned(), signature(script, &fields, secret)));
    fields
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

pub(crate) fn urlencoded(fields: &Fields) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

pub(crate) fn multipart(fields: &Fields) -> String {
    let part = |(name, value): &(String, String)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(part).collect::<String>() + "--b--\r\n"
}

pub(crate) fn as_xml(fields: &Fields) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let element = |(name, value): &(String, String)| format!("<{name}>{}</{name}>", escaped(value));
    format!("<?xml version=\"1.0\"?><request>{}</request>", fields.iter().map(element).collect::<String>())
}

pub(crate) fn field(name: &str, value: String) -> Fields {
    vec![(name.to_owned(), value)]
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Response {
    /// Returns the fields of a signed reply; fails if the signature is not what the provider would compute.
    pub(crate) fn verified(&self, script: &str, secret: &str) -> Fields {
        let tree = xml::parse(self.body.as_bytes()).expect("the reply is XML");
        let fields: Fields =
            tree.root().children().map(|field| (field.name().to_owned(), field.text().to_owned())).collect();
        assert_eq!(get(&fields, "pg_sig"), signature(script, &fields, secret), "{}", self.body);
        assert!(self.head.contains("application/xml"), "{}", self.head);
        fields
    }
}

pub(crate) fn get<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

pub(crate) fn http(address: SocketAddr, method: &str, target: &str, content_type: &str, body: &[u8]) -> Response {
    let mut stream = TcpStream::connect(address).unwrap();
    let media = if content_type.is_empty() { String::new() } else { format!("content-type: {content_type}\r\n") };
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n{media}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, head: head.to_owned(), body: body.to_owned() }
}

pub(crate) fn post(address: SocketAddr, target: &str, fields: &Fields) -> Response {
    http(address, "POST", target, FORM, urlencoded(fields).as_bytes())
}
