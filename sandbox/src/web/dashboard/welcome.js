// First steps.

import { copy, el } from "./dom.js";

export function welcome({ base_url, auth_id, merchant_id, default_key, default_payout_key }) {
  const key = default_key ?? "$FREEDOMPAY_SECRET";
  const example = [
    "salt=any-text",
    `sig=$(printf '%s' "init_payment;2500;Order 8841;${merchant_id};8841;$salt;${key}" | md5sum | cut -c1-32)`,
    `curl ${base_url}/init_payment \\`,
    `  -d pg_merchant_id=${merchant_id} -d pg_order_id=8841 -d pg_amount=2500 \\`,
    "  --data-urlencode 'pg_description=Order 8841' -d pg_salt=$salt -d pg_sig=$sig",
  ].join("\n");
  const own = "the key given at start";
  const rows = [
    ["Base URL", base_url],
    ["pg_merchant_id", merchant_id],
    ["auth_id", auth_id],
    ["Key", default_key ?? own],
    ["Payout key", default_payout_key ?? own],
  ];
  return el("div", { class: "welcome" },
    el("h3", {}, "No calls yet"),
    el("p", {}, "Point your client here. Every signature is recomputed; if one is wrong, this page shows what was signed instead."),
    el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name),
      el("dd", {}, value === own ? value : el("button", { type: "button", class: "plain mono", title: "Copy", on: { click: () => copy(value) } }, value))])),
    el("p", {}, "Or try a signed call by hand:"),
    el("pre", { class: "json", tabindex: "0" }, example),
    el("p", {}, el("button", { type: "button", on: { click: () => copy(example) } }, "Copy the call")));
}
