import { getFragment, post } from "./api.js";
import { morphChildren, parse } from "./html.js";
import { announce } from "./chrome.js";
import { rememberName, rememberedName } from "./dialog.js";
import { showAges } from "./times.js";

// Details are fetched each time that a row is opened, and again when its line says that something became of it.
document.addEventListener("toggle", ({ target }) => { if (target.open && target.dataset?.load) fill(target); }, true);

const openRows = (root) => root.querySelectorAll("details[open][data-load]");
new MutationObserver((changes) => { for (const { target } of changes) openRows(target).forEach(fill); })
  .observe(document.getElementById("main"), { subtree: true, attributeFilter: ["data-state"] });
addEventListener("operator:again", () => openRows(document).forEach(fill));

async function fill(row) {
  const place = row.querySelector(".detail");
  try {
    const { html } = await getFragment(row.dataset.load);
    const page = parse(html);
    page.querySelector(".head")?.remove(); // the row has the same heading
    place.querySelector(".event") ? morphChildren(place, page) : place.replaceChildren(page);
    showAges(place);
  } catch (error) {
    const message = document.createElement("p");
    message.className = "bad-text";
    message.textContent = error.message;
    place.replaceChildren(message);
  }
}

// A filter is an address: it can be shared, and Back removes it.
const filter = (form) => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  location.hash = `#/${form.dataset.filter}${query.size ? `?${query}` : ""}`;
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.filter) { event.preventDefault(); filter(form); }
  if (form.dataset.note) { event.preventDefault(); note(form); }
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filter]");
  if (form) filter(form);
});

async function note(form) {
  const problem = form.querySelector("output");
  try {
    rememberName(form.who.value);
    await post(form.dataset.note, { event_id: form.dataset.id, who: form.who.value, note: form.text.value });
    form.text.value = problem.textContent = "";
    announce("Note written.");
    const row = form.closest("details[data-load]");
    if (row) await fill(row); else dispatchEvent(new Event("operator:again"));
  } catch (error) { problem.textContent = error.message; }
}
document.addEventListener("focusin", ({ target }) => { if (target.name === "who" && !target.value) target.value = rememberedName(); });
