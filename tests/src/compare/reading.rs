//! Messages that are received: verified before they are believed.

use std::collections::HashMap;
use std::hint::black_box;

use freedompay::Secret;
use freedompay::callback::{CallbackVerifier, Incoming};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{form, xml};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::message::{CALLBACK, SECRET, signed_callback, status};
use super::{Failure, Pair};

pub(super) fn callback() -> Result<Pair, Failure> {
    const PATH: &str = "/payments/result";
    let body = signed_callback("result")?;
    let verifier = CallbackVerifier::new(SECRET);
    let receive = move |body: &str| {
        let (content_type, body) = (form::MEDIA_TYPE, body.as_bytes());
        verifier.receive::<ResultNotify>(Incoming { method: "POST", path: PATH, query: "", content_type, body })
    };
    let parse = |body: &str| form_urlencoded::parse(body.as_bytes()).into_owned().collect::<HashMap<_, _>>();

    let received = receive(&body).map_err(|e| e.to_string())?;
    let parsed = parse(&body);
    let is_same =
        |field: freedompay_runtime::tree::Ref<'_>| parsed.get(field.name()).is_some_and(|text| text == field.text());
    if parsed.len() != CALLBACK.len() + 1 || !received.message().children().all(is_same) {
        return Err("the two read different fields".into());
    }
    let same = body.clone();
    Ok(Pair::new(move || drop(black_box(receive(black_box(&body)))), move || drop(black_box(parse(black_box(&same))))))
}

pub(super) fn xml_response() -> Result<Pair, Failure> {
    const SCRIPT: &str = "get_status3.php";
    let body = status(SCRIPT)?;
    let secret = Secret::new(SECRET);
    let verify = move |body: &str| -> Option<Tree> {
        let message = xml::parse(body.as_bytes()).ok()?;
        pg_sig::verify(SCRIPT, message.root(), &secret).then_some(message)
    };

    let message = verify(&body).ok_or("the response is not authentic")?;
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    events(&body, &mut |name| names.push(name.to_owned()), &mut |text| texts.push(text.to_owned()))?;
    let fields: Vec<_> = message.root().children().collect();
    // The first name is the root's.
    if !names.iter().skip(1).eq(fields.iter().map(|field| field.name()))
        || !texts.iter().eq(fields.iter().map(|field| field.text()))
    {
        return Err("the two read different fields".into());
    }
    let same = body.clone();
    Ok(Pair::new(
        move || drop(black_box(verify(black_box(&body)))),
        move || {
            let read = events(black_box(&same), &mut |name| _ = black_box(name), &mut |text| _ = black_box(text));
            let _ = black_box(read);
        },
    ))
}

/// The settings of quick-xml that any reader of these messages needs.
fn events(text: &str, name: &mut dyn FnMut(&str), leaf: &mut dyn FnMut(&str)) -> Result<(), Failure> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event()? {
            Event::Start(start) => name(start.name().as_ref()),
            Event::Text(text) => leaf(&text.xml10_content()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
