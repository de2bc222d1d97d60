// The pages work without this script: it inserts separators, prevents a second submit, and follows redirects by form.
const group = (input, shape) => input && input.addEventListener("input", () => {
  const end = input.selectionStart === input.value.length;
  const shaped = shape(input.value.replace(/\D/g, ""));
  if (end && shaped !== input.value) input.value = shaped;
});
group(document.querySelector("[autocomplete=cc-number]"), digits => digits.slice(0, 19).replace(/(.{4})(?=.)/g, "$1 "));
const expiry = document.querySelector("[autocomplete=cc-exp]");
group(expiry, digits => digits.length > 2 ? digits.slice(0, 2) + "/" + digits.slice(2, 4) : digits);
for (const form of document.forms) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll(".go")) setTimeout(() => { button.disabled = true; });
  });
}
// A page from the back/forward cache may be out of date.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
// Hides the fields of a new card while a saved one is chosen.
const choices = document.querySelectorAll("[name=saved]");
const typed = document.querySelector("[data-typed]");
const choose = () => {
  const chosen = document.querySelector("[name=saved]:checked");
  if (!typed || !chosen) return;
  typed.hidden = chosen.value !== "new";
  for (const input of typed.querySelectorAll("input")) input.disabled = typed.hidden;
};
for (const choice of choices) choice.addEventListener("change", choose);
choose();
const onward = document.querySelector("form[data-onward]");
if (onward) onward.requestSubmit();
