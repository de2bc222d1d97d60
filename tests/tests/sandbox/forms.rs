//! Forms as the library writes them are read by the sandbox, whatever the merchant's own fields are called.

use freedompay::merchant::purchase::CreatePayment;
use freedompay::meta::FormEncoding;
use freedompay::{Client, Merchant};
use freedompay_sandbox::{Plan, Sandbox, SignatureVerdict};

#[tokio::test]
async fn merchant_fields_of_every_name_arrive_in_both_encodings() {
    let sandbox = Sandbox::start().await.unwrap();
    for encoding in [FormEncoding::Multipart, FormEncoding::Urlencoded] {
        let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url());
        let client = client.form_encoding(encoding).build().unwrap();
        let names = [
            "filename",
            "filename*",
            "name",
            "boundary",
            "a;b",
            "a; filename=x",
            "a\"b",
            "\"",
            "a\\",
            "a\\b",
            "a=b",
            "a b",
            "список",
            "a\r\nb",
            "a%22b",
        ];
        for name in names {
            // The escapes of a multipart name cannot be told from what they stand for.
            let name = if encoding == FormEncoding::Multipart { name.replace("%22", "'") } else { name.to_owned() };
            let payment = CreatePayment::new("25.00".parse::<freedompay::Amount>().unwrap(), "Order");
            payment.extra(name.as_str(), "f").send(&client).await.unwrap_or_else(|e| panic!("{name:?}: {e}"));
            let recorded = sandbox.requests().pop().unwrap();
            assert_eq!(recorded.signature, SignatureVerdict::Right, "{name:?}");
            assert_eq!(recorded.fields.get(&name).and_then(freedompay::Value::as_text), Some("f"), "{name:?}");
        }
    }
}

#[test]
fn plans_may_begin_with_a_byte_order_mark() {
    let plan = "[[rules]]\nendpoint = \"gateway.*\"\nfault = \"http=503\"\n";
    let read = |text: &str| format!("{:?}", Plan::parse(text).unwrap());
    assert_eq!(read(&format!("\u{feff}{plan}")), read(plan));
}
