// The calls that arrived, and why their signatures are right or wrong.

import { $, badge, copy, el, pretty, stamp } from "./dom.js";

export function verdict(call) {
  if (!call.endpoint) return ["bad", "unknown path"];
  if (call.signature === "wrong") return ["bad", "signature wrong"];
  if (call.signature === "missing") return ["bad", "not signed"];
  if (call.refused) return ["warn", "refused"];
  return ["good", "accepted"];
}

export const isBad = (call) => verdict(call)[0] !== "good";

export function row(call) {
  const [kind, words] = verdict(call);
  const mistakes = call.explanation?.mistakes ?? [];
  const why = mistakes.length ? mistakes.map((m) => m.what).join("; and ") : call.refused;
  return el("li", {},
    el("button", { type: "button", class: `row ${kind}`, "data-focus": "row", on: { click: () => show(call) } },
      el("span", { class: "line" },
        el("span", { class: "method" }, call.method),
        el("span", { class: "path mono" }, call.path),
        badge(kind, words)),
      el("span", { class: "line quiet" }, stamp(call.at), el("span", { class: "cut" }, call.endpoint ?? "no endpoint")),
      why ? el("span", { class: "why" }, why) : null));
}

function show(call) {
  const [kind, words] = verdict(call);
  $("details-title").textContent = `${call.method} ${call.path}`;
  const facts = el("p", { class: "facts" }, badge(kind, words), el("span", {}, call.endpoint ?? "no endpoint has this path"),
    stamp(call.at, true), call.request_id ? el("span", {}, `X-Request-Id ${call.request_id}`) : null);
  const refused = call.refused ? el("p", { class: `callout ${kind}` }, el("strong", {}, "Refused: "), call.refused) : null;
  $("details-body").replaceChildren(...[facts, refused, signature(call.explanation),
    el("section", {}, el("h3", {}, "Fields that arrived"), pretty(call.fields)),
    el("p", {}, el("button", { type: "button", on: { click: () => copy(JSON.stringify(call, null, 2)) } }, "Copy as JSON")),
  ].filter(Boolean));
  $("details").showModal();
  $("details-title").focus();
}

function signature(explanation) {
  if (!explanation) return null;
  const { mistakes, advice, steps, expected, signed, difference } = explanation;
  const found = mistakes.length
    ? el("div", { class: "callout bad" }, el("strong", {}, mistakes.length > 1 ? "Mistakes, together:" : "Mistake:"),
      el("ul", {}, mistakes.map((mistake) => el("li", {}, mistake.what, " ", el("code", { class: "quiet" }, mistake.code)))))
    : null;
  const hints = advice.length
    ? el("div", { class: "callout warn" }, el("strong", {}, "What to check:"), el("ul", {}, advice.map((text) => el("li", {}, text))))
    : null;
  const compared = signed == null ? null : el("dl", { class: "compared" },
    el("dt", {}, "You signed"), el("dd", {}, parted(signed, difference?.at, "wrong")),
    el("dt", {}, "Expected"), el("dd", {}, parted(expected, difference?.at, "right")),
    difference
      ? [el("dt", {}, "First difference"), el("dd", { class: "plain" },
        `after ${difference.at} characters: `, el("code", {}, short(difference.signed)), " instead of ",
        el("code", {}, short(difference.expected)))]
      : [el("dt", {}, "First difference"), el("dd", { class: "plain" }, "none: the shown strings are equal, see above")]);
  return el("section", {},
    el("h3", {}, "The signature, step by step"), found, compared, hints,
    el("ol", { class: "steps" }, steps.map(step)));
}

// Makes white space visible.
const short = (text) => [...text].slice(0, 24).join("").replaceAll(" ", "␣").replaceAll("\n", "⏎") || "(the end)";

// Marks the text after the first difference.
function parted(text, at, kind) {
  if (at === undefined) return el("code", { class: "string" }, text);
  const letters = [...text];
  const rest = letters.slice(at).join("");
  return el("code", { class: "string" }, el("span", { class: "same" }, letters.slice(0, at).join("")),
    rest ? el("mark", { class: kind }, rest) : el("mark", { class: kind, title: "the string ends here" }, "⏹"));
}

function step({ title, text, parts }) {
  const table = parts.length
    ? el("table", {},
      el("thead", { class: "hidden" }, el("tr", {}, ["name", "value", "expected"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, parts.map((part) => el("tr", part.expected != null ? { class: "differs" } : {},
        el("th", { scope: "row" }, part.name || "(item)"),
        el("td", {}, part.value === "" ? el("span", { class: "quiet" }, "(empty)") : part.value),
        el("td", {}, part.expected != null ? [el("span", { class: "quiet" }, "expected "), part.expected || "(empty)"] : "")))))
    : null;
  return el("li", {}, el("h4", {}, title), text == null ? null : el("code", { class: "string" }, text || "(empty)"), table);
}
