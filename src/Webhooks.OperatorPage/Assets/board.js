import { post } from "./api.js";
import { open, rememberName } from "./dialog.js";

// Some senders report failures and never their end; then an operator clears them.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  const { clear: source, kind, id, state } = button.dataset;
  const dialog = open(button, { title: `Clear ${kind} ${id}?`, text: `Its state is ${state}. Clearing marks it as healthy until ${source} reports otherwise.`, go: "Clear" });
  dialog.ready();
  dialog.form.onsubmit = async (submitted) => {
    submitted.preventDefault();
    const { who, why } = dialog.form;
    rememberName(who.value);
    try {
      await post(`status/${encodeURIComponent(source)}/clear`, { kind, id, who: who.value, why: why.value });
      dialog.changed = true;
      dialog.done("Cleared", `${kind} ${id} is marked as healthy.`);
    } catch (error) { dialog.part.error.textContent = error.message; }
  };
});
