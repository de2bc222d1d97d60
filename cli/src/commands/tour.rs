//! The tour shown without a command: three very different calls against the sandbox.

use freedompay::merchant::purchase::CreatePayment;
use freedompay::merchant::receipt::{ReceiptPosition, TaxType};
use freedompay::partner::account::BatchStatusesQuery;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{Amount, Api, Client, Endpoint, Merchant, Partner, Uuid, Value};
use freedompay_runtime::message::redact;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;
use freedompay_sandbox::Sandbox;

use super::request::no_port;
use crate::exit::{CommandResult, Exit, Failure};
use crate::style::{OUT, out};

/// Runs the tour.
pub(crate) async fn run() -> CommandResult {
    let sandbox = Sandbox::start().await.map_err(no_port)?;
    let partner = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build()?;
    let merchant = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build()?;

    out(&OUT.title("freedompay: one declaration becomes a signed, verified call"));
    out(&OUT.dim(&format!("against the embedded sandbox at {}, which recomputes every signature", sandbox.url())));

    show(1, "JSON, signed with a detached JWS", &partner, &InvoiceInfo::new().id(Uuid::now_v7())).await?;
    show(2, "a GET with a path parameter", &partner, &BatchStatusesQuery::new("batch-payment-002")).await?;
    show(3, "a form with nested data, signed XML back", &merchant, &payment()?).await?;

    let seen = sandbox.requests();
    out("");
    out(&format!(
        "{} The sandbox saw {} calls, every signature right. Next: {}, {}, or {}.",
        OUT.good("✔"),
        seen.len(),
        OUT.name("freedompay endpoints"),
        OUT.name("freedompay call ID --field name=value"),
        OUT.name("freedompay sandbox")
    ));
    Ok(Exit::Success)
}

/// Builds a payment with nested fields.
fn payment() -> Result<CreatePayment, Failure> {
    let amount: Amount = "2500.00".parse().map_err(|e| Failure::invalid(format!("{e}")))?;
    Ok(CreatePayment::new(amount, "Order 8841")
        .order_id("8841")
        .currency("KZT")
        .testing_mode(true)
        .receipt_positions([
            ReceiptPosition::new().count(2).name("Mouse pad").tax_type(TaxType::None).price(Amount::from(1000)),
            ReceiptPosition::new()
                .count(1)
                .name("Keyboard")
                .tax_type(TaxType::StandardIncluded)
                .price(Amount::from(500)),
        ])
        .extra("basket", "spring-sale"))
}

/// Makes a call and shows each step of it.
async fn show<A: Api, E: Endpoint<Api = A>>(
    number: u8,
    about: &str,
    client: &Client<A>,
    request: &E,
) -> Result<(), Failure> {
    let prepared = client.prepare(request)?;
    out("");
    out(&format!("{} {}  {}", OUT.title(&format!("{number}")), OUT.title(E::META.id), OUT.dim(about)));
    line("call", &format!("{} {}", prepared.method(), prepared.path()));
    line("sent", &compact(&prepared.masked()));
    line("signed", &prepared.explain());
    let response = client.as_any().send_prepared(prepared).await?;
    line("response", &compact(&redact::masked(E::META.response.fields(), response.message())));
    let verified = if response.is_authenticated() {
        "the signature of the request was accepted, the pg_sig of the response verified"
    } else {
        "the signature of the request was accepted (this API does not sign responses)"
    };
    line("", &format!("{} {verified}", OUT.good("✔")));
    response.decode::<E::Response>()?;
    Ok(())
}

fn line(label: &str, text: &str) {
    out(&format!("  {} {text}", OUT.dim(&format!("{label:8}"))));
}

fn compact(value: &Value) -> String {
    let json = Tree::from_serialize(value).map(|tree| json::encode(tree.root())).unwrap_or_default();
    String::from_utf8_lossy(&json).into_owned()
}
