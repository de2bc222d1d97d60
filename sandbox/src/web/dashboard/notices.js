// Callbacks to the merchant's URLs, and pending jobs.

import { badge, el, pretty, stamp } from "./dom.js";

function verdict(notice) {
  const value = notice.verdict;
  if (value === "Ok") return ["good", "ok", null];
  if (value === "Received") return ["good", "received", null];
  if (value === "Error") return ["warn", "error", "the shop could not process it"];
  if (value.Rejected) return ["warn", "rejected", value.Rejected.description];
  if (value.Unbelievable) return ["bad", "invalid response", value.Unbelievable.why];
  if (value.Silent) return ["bad", "no response", value.Silent.why];
  return ["warn", JSON.stringify(value), null];
}

export const isBad = (notice) => verdict(notice)[0] !== "good";

export function row(notice) {
  const [kind, words, why] = verdict(notice);
  return el("li", { class: `card ${kind}` }, el("details", {},
    el("summary", { "data-focus": "summary" },
      el("span", { class: "line" },
        el("strong", {}, notice.kind.split(".").pop().replaceAll("_", " ")),
        el("span", { class: "cut quiet" }, `#${notice.about}`),
        badge(kind, words)),
      el("span", { class: "line quiet" }, el("span", { class: "cut mono" }, `${notice.method} ${notice.url}`)),
      el("span", { class: "line quiet" }, stamp(notice.at), el("span", {}, `attempt ${notice.attempt}`),
        notice.http_status == null ? null : el("span", {}, `HTTP ${notice.http_status}`),
        notice.again_at ? el("span", { class: "again" }, "again at ", stamp(notice.again_at)) : null),
      why ? el("span", { class: "why" }, why) : null),
    el("h3", {}, "Fields sent"), pretty(notice.fields)));
}

const JOBS = { TellResult: "notify result", TellPayout: "notify payout", Late: "delayed" };

// Pending jobs of the sandbox's queue.
export function planned(queue) {
  const due = Array.isArray(queue) ? queue : [];
  if (!due.length) return [];
  const words = ({ job }) => {
    const [name, what] = typeof job === "string" ? [job, ""] : Object.entries(job)[0];
    const plain = JOBS[name] ?? name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
    const about = what && typeof what === "object"
      ? `#${Object.values(what)[0]}${what.attempt ? `, attempt ${what.attempt}` : ""}`
      : `#${what}`;
    return `${plain} ${about}`;
  };
  return [el("details", { class: "raw" },
    el("summary", {}, "Pending ", el("span", { class: "count" }, String(due.length))),
    el("ol", { class: "history" }, due.slice(0, 50).map((item) => el("li", {}, stamp(item.at, true), el("span", {}, words(item))))))];
}
