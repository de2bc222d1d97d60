// Loads the data, shows it, and loads it again when the sandbox reports a change.

import { $, act, copy, reconcile, say } from "./dom.js";
import * as requests from "./requests.js";
import * as payments from "./payments.js";
import * as notices from "./notices.js";
import { welcome } from "./welcome.js";

let calls = [];
let state = null;
/** The sandbox's time less the browser's; null while its clock is stopped. */
let ahead = null;

async function load() {
  const [callsResponse, stateResponse] = await Promise.all([fetch("requests"), fetch("state")]);
  if (!callsResponse.ok || !stateResponse.ok) throw new Error("the sandbox did not respond");
  calls = await callsResponse.json();
  state = await stateResponse.json();
  ahead = state.clock.stands_at == null ? Date.parse(state.now) - Date.now() : null;
  show();
}

// One load at a time; a change during it causes another.
let isLoading = false;
let isStale = false;
async function refresh() {
  if (isLoading) { isStale = true; return; }
  isLoading = true;
  try {
    do { isStale = false; await load(); } while (isStale);
  } catch {
    live(false);
  } finally {
    isLoading = false;
  }
}

function show() {
  if (!state) return;
  const { about } = state;
  $("base-url").textContent = about.base_url;
  const search = $("search").value.trim().toLowerCase();
  const onlyBad = $("only-bad").checked;
  const pick = (items, isBad) => items.filter((item) =>
    (!onlyBad || isBad(item)) && (!search || JSON.stringify(item).toLowerCase().includes(search)));
  const all = { requests: [...calls].reverse(), payments: Object.values(state.payments).reverse(), notices: [...state.notices].reverse() };
  const modules = { requests, payments, notices };
  const keys = {
    requests: numbered((call) => `${call.at} ${call.path}`),
    payments: (payment) => payment.id,
    notices: numbered((notice) => `${notice.at} ${notice.kind} ${notice.about} ${notice.attempt}`),
  };
  for (const [name, items] of Object.entries(all)) {
    const shown = pick(items, modules[name].isBad);
    reconcile($(`${name}-list`), shown, keys[name], modules[name].row);
    const count = shown.length === items.length ? `${items.length}` : `${shown.length} of ${items.length}`;
    for (const place of document.querySelectorAll(`[data-count="${name}"]`)) place.textContent = count;
  }
  $("payments-empty").hidden = all.payments.length > 0;
  $("notices-empty").hidden = all.notices.length > 0;
  refill($("welcome"), calls.length ? null : about, (about) => [welcome(about)]);
  refill($("planned"), state.queue, notices.planned);
  refill($("others"), { ...state, now: null, payments: null, notices: null, queue: null, clock: null }, payments.others);
  tick();
}

// Numbers items with equal names.
function numbered(nameOf) {
  const seen = new Map();
  return (item) => {
    const name = nameOf(item);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return `${name} ${number}`;
  };
}

// Renders only what has changed, so that open parts stay open.
function refill(place, value, render) {
  const print = JSON.stringify(value);
  if (place.print === print) return;
  place.print = print;
  const wasOpen = [...place.querySelectorAll(":scope > details")].map((details) => details.open);
  place.replaceChildren(...(value ? render(value) : []));
  [...place.querySelectorAll(":scope > details")].forEach((details, at) => { details.open = wasOpen[at] ?? false; });
}

function tick() {
  if (!state) return;
  const now = new Date(ahead == null ? Date.parse(state.now) : Date.now() + ahead);
  $("now").dateTime = now.toISOString();
  $("now").textContent = `${now.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  $("clock-kind").textContent = ahead == null ? "stopped at" : "";
}

function live(isLive) {
  $("live").textContent = isLive ? "live" : "no connection";
  $("live").classList.toggle("on", isLive);
}

function listen() {
  const events = new EventSource("events");
  events.onopen = () => live(true);
  events.onmessage = () => { live(true); refresh(); };
  events.onerror = () => live(false);
}

for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    await act("clock", { advance_seconds: Number(button.dataset.advance) }, `${button.textContent}: due jobs have run`);
    button.disabled = false;
    button.focus();
  });
}
$("reset").addEventListener("click", () => {
  if (confirm("Forget all requests, payments and callbacks, and turn the clock back?")) act("reset", {}, "Reset");
});
$("base-url").addEventListener("click", () => copy($("base-url").textContent));
$("search").addEventListener("input", show);
$("only-bad").addEventListener("change", show);
$("details-close").addEventListener("click", () => $("details").close());
$("details").addEventListener("click", (event) => { if (event.target === $("details")) $("details").close(); });
for (const tab of document.querySelectorAll("[data-tab]")) {
  tab.addEventListener("click", () => {
    $("content").dataset.view = tab.dataset.tab;
    for (const other of document.querySelectorAll("[data-tab]")) other.setAttribute("aria-pressed", String(other === tab));
  });
}
document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, textarea, select");
  if (event.key === "/" && !inField && !$("details").open) {
    event.preventDefault();
    $("search").focus();
  }
  if (event.key === "Escape" && event.target === $("search")) {
    $("search").value = "";
    show();
  }
  const row = event.target.closest(".list > li");
  if (row && !inField && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    const target = next?.querySelector("button, summary");
    if (target) { event.preventDefault(); target.focus(); }
  }
});
setInterval(tick, 1000);
refresh().catch(() => say("The sandbox does not respond", true));
listen();
