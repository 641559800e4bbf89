import { getFragment, post } from "./api.js";
import { byId, element, morphChildren, on, parse } from "./dom.js";
import { announce } from "./chrome.js";
import { rememberName, rememberedName } from "./dialog.js";
import { showAges } from "./times.js";

// Details are fetched each time that a row is opened, and again when its line says that something became of it.
document.addEventListener("toggle", ({ target }) => { if (target.open && target.dataset?.load) fill(target); }, true);

const openRows = (root) => root.querySelectorAll("details[open][data-load]");
new MutationObserver((changes) => { for (const { target } of changes) openRows(target).forEach(fill); })
  .observe(byId("main"), { subtree: true, attributeFilter: ["data-state"] });
addEventListener("operator:again", () => openRows(document).forEach(fill));

async function fill(row) {
  const place = row.querySelector(".detail");
  try {
    const page = parse((await getFragment(row.dataset.load)).html);
    page.querySelector(".head")?.remove(); // the row has the same heading
    morphChildren(place, page);
    showAges(place);
  } catch (error) {
    place.replaceChildren(element("p", error.message));
    place.firstChild.className = "bad-text";
  }
}

// A filter is an address: it can be shared, and Back removes it.
const filter = (form) => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  location.hash = `#/${form.dataset.filter}${query.size ? `?${query}` : ""}`;
};
on("submit", "[data-filter]", (form, event) => { event.preventDefault(); filter(form); });
on("change", ".filters", filter);

on("submit", "[data-note]", async (form, event) => {
  event.preventDefault();
  const problem = form.querySelector("output");
  try {
    rememberName(form.who.value);
    await post(form.dataset.note, { event_id: form.dataset.id, who: form.who.value, note: form.text.value });
    form.text.value = problem.textContent = "";
    announce("Note written.");
    const row = form.closest("details[data-load]");
    if (row) await fill(row); else dispatchEvent(new Event("operator:again"));
  } catch (error) { problem.textContent = error.message; }
});
on("focusin", "[name=who]", (field) => { field.value ||= rememberedName(); });
