import { post } from "./api.js";
import { open, rememberWho } from "./dialog.js";

// Some senders tell of failures and never of their end; then a person says that it is well.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  const { clear: source, kind, id, state } = button.dataset;
  const box = open(button, { title: `Clear ${kind} ${id}?`, told: `It is ${state}. Cleared, it counts as well until ${source} says otherwise.`, go: "Clear" });
  box.ready();
  box.form.onsubmit = async (submitted) => {
    submitted.preventDefault();
    const { who, why } = box.form;
    rememberWho(who.value);
    try {
      await post(`status/${encodeURIComponent(source)}/clear`, { kind, id, who: who.value, why: why.value });
      box.changed = true;
      box.done("Cleared", `${kind} ${id} counts as well.`);
    } catch (trouble) { box.part.wrong.textContent = trouble.message; }
  };
});
