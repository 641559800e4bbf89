import { byId, element, parse } from "./dom.js";
import { announce } from "./chrome.js";

const dialog = byId("dialog");
const layout = `<form class="stack">
  <h2 id="dialog-title" data-part="title"></h2>
  <p data-part="text">Dry run…</p>
  <div data-part="groups" class="groups" tabindex="0" role="region" aria-label="Matching" hidden><ul data-part="lines"></ul></div>
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

// Confirms an order: what it would do, requested by whom, for what reason. On close, focus returns to the opener.
export async function confirm(opener, order) {
  dialog.replaceChildren(parse(layout));
  const part = Object.fromEntries([...dialog.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const form = dialog.querySelector("form");
  const say = (texts) => { for (const name in texts) part[name].textContent = texts[name]; };
  let hasChanged = false;

  // An order of several requests shows how far it is, and can be stopped between two of them.
  const run = {
    begin(total) {
      [run.isBusy, hasChanged, part.progress.hidden, part.progress.max] = [true, true, false, total];
      say({ close: "Stop" });
    },
    show(done, text) { part.progress.value = done; say({ text }); },
  };
  const done = (title, text) => {
    say({ title, text, close: "Close" });
    part.go.hidden = part.audit.hidden = part.groups.hidden = true;
    part.close.focus();
    announce(text);
  };
  part.close.onclick = () => { if (run.isBusy) run.isStopped = true; else dialog.close(); };
  dialog.oncancel = (event) => { if (run.isBusy) event.preventDefault(); };
  dialog.onclose = () => {
    if (hasChanged) dispatchEvent(new Event("operator:again"));
    (opener.isConnected && !opener.disabled && !hasChanged ? opener : document.querySelector("h1"))?.focus();
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    rememberName(form.who.value);
    part.go.disabled = true;
    say({ error: "" });
    try {
      const said = await order.send({ who: form.who.value, why: form.why.value }, run);
      [hasChanged, run.isBusy] = [true, false];
      done(...(order.done ?? said));
    } catch ({ message }) {
      [run.isBusy, part.go.disabled] = [false, false];
      say({ error: message, close: "Close" });
    }
  };

  say({ title: order.title, go: order.title.split(" ")[0] });
  form.who.value = rememberedName();
  dialog.showModal();
  // Whoever closed it while it was being prepared, or opened another, is left alone.
  const isOpen = () => dialog.open && form.isConnected;
  try {
    const { refusal, lines = [], ...texts } = await order.survey();
    if (!isOpen()) return;
    if (refusal) return done("Nothing to do", refusal);
    say({ ...texts, text: `Dry run: nothing has changed yet. ${texts.text}` });
    part.lines.append(...lines.map(([head, text]) => element("li", element("b", head), element("span", text))));
    part.groups.hidden = !lines.length;
    form.why.disabled = form.why.parentElement.hidden = order.isTest === true;
    part.audit.hidden = part.go.disabled = false;
    (form.who.value ? form.why : form.who).focus();
  } catch ({ message }) { if (isOpen()) done("The dry run failed", message); }
}
