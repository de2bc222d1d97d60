// Payments, their history, and manual operations on them.

import { act, badge, el, pretty, stamp } from "./dom.js";

const KINDS = { success: "good", refunded: "calm", revoked: "calm", error: "bad", incomplete: "warn", process: "warn", new: "calm" };
const open = new Set();

const failure = (payment) => payment.state?.Failed;
export const isBad = (payment) => Boolean(failure(payment));

function words(payment) {
  if (payment.status === "success") return payment.capture ? "paid" : "held";
  return { new: "waiting", process: "3-D Secure", error: "failed", revoked: "cancelled", incomplete: "expired" }[payment.status] ?? payment.status;
}

export function row(payment) {
  const { id } = payment;
  const list = el("ol", { class: "history" }, payment.history.map((event) =>
    el("li", {}, stamp(event.at, true), el("span", {}, event.what))));
  const parts = el("details", { open: open.has(id) },
    el("summary", { "data-focus": "summary" },
      el("span", { class: "line" },
        el("strong", {}, `${payment.amount} ${payment.currency}`),
        el("span", { class: "cut quiet" }, payment.order_id ? `order ${payment.order_id}` : payment.description),
        badge(KINDS[payment.status] ?? "calm", words(payment))),
      el("span", { class: "line quiet" }, el("span", { class: "mono" }, `#${id}`),
        el("span", { class: "cut" }, payment.card?.masked ?? payment.made_by), stamp(payment.created)),
      failure(payment) ? el("span", { class: "why" }, `${failure(payment).code}: ${failure(payment).what}`) : null),
    buttons(payment), el("h3", {}, "History"), list,
    el("details", { class: "raw" }, el("summary", {}, "All data"), pretty(payment)));
  parts.addEventListener("toggle", () => { if (parts.open) open.add(id); else open.delete(id); });
  return el("li", { class: `card ${KINDS[payment.status] ?? "calm"}` }, parts);
}

function buttons(payment) {
  const { id } = payment;
  const isPaid = payment.state === "Paid";
  const isHeld = isPaid && !payment.capture && payment.cancelled == null;
  const isOpen = (payment.state === "New" || payment.state?.Challenge || failure(payment)) && payment.cancelled == null;
  const button = (name, label, done, body) => el("button", {
    type: "button", "data-focus": name, on: { click: () => act(`payments/${id}/${name}`, body?.(), done) },
  }, label);
  const left = Number(payment.refundable) > 0;
  const amount = el("input", {
    type: "text", inputmode: "decimal", size: "8", "data-focus": "amount",
    placeholder: String(payment.refundable), "aria-label": `Amount to refund; ${payment.refundable} is left`,
  });
  const all = [
    isHeld ? button("capture", "Capture", "Captured") : null,
    isHeld ? button("cancel", "Cancel", "Cancelled") : null,
    left ? el("span", { class: "group" }, amount, button("refund", "Refund", "Refunded", () => ({ amount: amount.value.trim().replace(",", ".") }))) : null,
    isOpen ? button("fail", "Fail", "Failed") : null,
    payment.urls.result && (isPaid || failure(payment)) ? button("resend", "Resend the result", "Result callback scheduled") : null,
    isOpen ? el("a", { href: `/pay.html?customer=${encodeURIComponent(payment.page)}`, target: "_blank", rel: "noopener" }, "Payer's page") : null,
  ].filter(Boolean);
  return all.length ? el("p", { class: "actions" }, all) : null;
}

const KNOWN = new Set(["now", "about", "clock", "queue", "payments", "notices"]);

// Everything else in the state, as it is.
export function others(state) {
  const size = (value) => Array.isArray(value) ? value.length : Object.keys(value).length;
  return Object.entries(state)
    .filter(([name, value]) => !KNOWN.has(name) && value && typeof value === "object" && size(value))
    .map(([name, value]) => el("details", { class: "raw" },
      el("summary", {}, name.replaceAll("_", " "), " ", el("span", { class: "count" }, String(size(value)))), pretty(value)));
}
