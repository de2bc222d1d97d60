// Elements and texts. Data becomes text nodes only, never markup.

export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value != null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== undefined && child !== false));
  return element;
}

export const $ = (id) => document.getElementById(id);

// Updates a list to these items; an unchanged item keeps its element, and with it focus and open parts.
export function reconcile(list, items, keyOf, render) {
  const known = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const key = String(keyOf(item));
    const print = JSON.stringify(item);
    const old = known.get(key);
    if (old && old.print === print) return old;
    const fresh = render(item);
    fresh.dataset.key = key;
    fresh.print = print;
    if (old && old.contains(document.activeElement)) {
      const spot = document.activeElement.dataset.focus;
      if (spot) queueMicrotask(() => fresh.querySelector(`[data-focus="${CSS.escape(spot)}"]`)?.focus());
    }
    return fresh;
  });
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null);
  });
}

export const badge = (kind, text) => el("span", { class: `badge ${kind}` }, text);

export function time(text, withDate = false) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const clock = date.toLocaleTimeString("en-GB");
  return withDate ? `${date.toLocaleDateString("en-CA")} ${clock}` : clock;
}

export const stamp = (text, withDate) => el("time", { datetime: text, title: text }, time(text, withDate));

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("Copied");
  } catch {
    say("The browser did not allow copying");
  }
}

let silence;
export function say(text, isBad = false) {
  const toast = $("toast");
  toast.textContent = text;
  toast.className = `toast shown${isBad ? " bad" : ""}`;
  clearTimeout(silence);
  silence = setTimeout(() => { toast.className = "toast"; }, 4000);
}

// Runs an action in the sandbox; shows its error.
export async function act(path, body, done) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    if (response.ok) return say(done);
    const text = await response.text();
    let words = text;
    try {
      const error = JSON.parse(text);
      words = `${error.error_code}: ${error.error}`;
    } catch { /* a plain text is shown as it is */ }
    say(words, true);
  } catch {
    say("The sandbox does not respond", true);
  }
}

export const pretty = (value) => el("pre", { class: "json", tabindex: "0" }, JSON.stringify(value, null, 2));
