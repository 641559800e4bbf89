import { parse } from "./html.js";
import { announce } from "./chrome.js";

// Confirms an order: what it would do, requested by whom, for what reason. On close, focus returns to the opener.
const dialog = document.getElementById("dialog");
const layout = `<form class="stack">
  <h2 id="dialog-title" data-part="title"></h2>
  <p data-part="text"></p>
  <div data-part="groups" class="groups" tabindex="0" role="region" aria-label="Matching" hidden><ul></ul></div>
  <div data-part="audit" class="stack" hidden>
    <label>Requested by<input name="who" required maxlength="200" autocomplete="name"></label>
    <label>Reason<input name="why" required maxlength="200" autocomplete="off"></label>
  </div>
  <p data-part="error" class="bad-text" role="alert"></p>
  <progress data-part="progress" value="0" aria-label="Redriven" hidden></progress>
  <div class="buttons"><button type="button" data-part="close">Cancel</button><button class="primary" data-part="go" disabled></button></div>
</form>`;

export const rememberedName = () => localStorage.getItem("who") ?? "";
export const rememberName = (name) => localStorage.setItem("who", name.trim());

export function open(opener, { title, text = "", go }) {
  dialog.replaceChildren(parse(layout));
  const part = Object.fromEntries([...dialog.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const form = dialog.querySelector("form");
  const box = { part, form, busy: false, changed: false, stop: () => dialog.close() };
  [part.title.textContent, part.text.textContent, part.go.textContent] = [title, text, go];
  form.who.value = rememberedName();
  // Whoever closed it while it was being prepared, or opened another, is left alone.
  box.isOpen = () => dialog.open && form.isConnected;
  box.list = (lines) => {
    part.groups.firstElementChild.append(...lines.map((texts) => {
      const line = document.createElement("li");
      line.append(...texts.map((text, i) => Object.assign(document.createElement(i ? "span" : "b"), { textContent: text })));
      return line;
    }));
    part.groups.hidden = lines.length === 0;
  };
  box.ready = () => {
    part.audit.hidden = part.go.disabled = false;
    (form.who.value ? form.why : form.who).focus();
  };
  box.done = (heading, text) => {
    [part.title.textContent, part.text.textContent, part.close.textContent] = [heading, text, "Close"];
    part.go.hidden = part.audit.hidden = part.groups.hidden = true;
    box.busy = false;
    part.close.focus();
    announce(text);
  };
  part.close.onclick = () => (box.busy ? box.stop() : dialog.close());
  dialog.oncancel = (event) => { if (box.busy) event.preventDefault(); };
  dialog.onclose = () => {
    if (box.changed) dispatchEvent(new Event("operator:again"));
    (opener.isConnected && !opener.disabled && !box.changed ? opener : document.querySelector("h1"))?.focus();
  };
  dialog.showModal();
  return box;
}
