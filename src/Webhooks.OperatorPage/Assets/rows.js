import { getFragment, post } from "./api.js";
import { parse } from "./html.js";
import { say } from "./chrome.js";
import { rememberWho, who } from "./dialog.js";
import { tell } from "./times.js";

// A row's detail is fetched when it is opened, and again when it is opened again.
document.addEventListener("toggle", ({ target }) => { if (target.open && target.dataset?.load) fill(target); }, true);

async function fill(row) {
  const place = row.querySelector(".detail");
  try {
    const { html } = await getFragment(row.dataset.load);
    const page = parse(html);
    page.querySelector(".head")?.remove(); // the row says it already
    place.replaceChildren(page);
    tell(place);
  } catch (trouble) {
    const problem = document.createElement("p");
    problem.className = "bad-text";
    problem.textContent = trouble.message;
    place.replaceChildren(problem);
  }
}

// A filter is an address: it can be shared, and Back takes it off.
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
  const told = form.querySelector("output");
  try {
    rememberWho(form.who.value);
    await post(form.dataset.note, { event_id: form.dataset.id, who: form.who.value, note: form.text.value });
    form.text.value = told.textContent = "";
    say("Note written.");
    const row = form.closest("details[data-load]");
    if (row) await fill(row); else dispatchEvent(new Event("operator:again"));
  } catch (trouble) { told.textContent = trouble.message; }
}
document.addEventListener("focusin", ({ target }) => { if (target.name === "who" && !target.value) target.value = who(); });
