import { parse } from "./html.js";
import { say } from "./chrome.js";

// An order to the receiver: what it would do, who asks, why. Focus goes back to where it came from.
const dialog = document.getElementById("dialog");
const layout = `<form class="stack">
  <h2 id="dialog-title" data-part="title"></h2>
  <p data-part="told"></p>
  <div data-part="groups" class="groups" tabindex="0" role="region" aria-label="What fits" hidden><ul></ul></div>
  <div data-part="said" class="stack" hidden>
    <label>Who asks<input name="who" required maxlength="200" autocomplete="name"></label>
    <label>Why<input name="why" required maxlength="200" autocomplete="off"></label>
  </div>
  <p data-part="wrong" class="bad-text" role="alert"></p>
  <progress data-part="progress" value="0" aria-label="Redriven" hidden></progress>
  <div class="buttons"><button type="button" data-part="close">Cancel</button><button class="primary" data-part="go" disabled></button></div>
</form>`;

export const who = () => localStorage.getItem("who") ?? "";
export const rememberWho = (name) => localStorage.setItem("who", name.trim());

export function open(opener, { title, told = "", go }) {
  dialog.replaceChildren(parse(layout));
  const part = Object.fromEntries([...dialog.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const form = dialog.querySelector("form");
  const box = { part, form, busy: false, changed: false, stop: () => dialog.close() };
  [part.title.textContent, part.told.textContent, part.go.textContent] = [title, told, go];
  form.who.value = who();
  box.ready = () => {
    part.said.hidden = part.go.disabled = false;
    (form.who.value ? form.why : form.who).focus();
  };
  box.done = (heading, text) => {
    [part.title.textContent, part.told.textContent, part.close.textContent] = [heading, text, "Close"];
    part.go.hidden = part.said.hidden = true;
    box.busy = false;
    part.close.focus();
    say(text);
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
