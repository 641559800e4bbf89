import { getFragment, post } from "./api.js";
import { parse } from "./html.js";
import { say } from "./chrome.js";
import { tell } from "./times.js";

// A row's detail is fetched when it is opened, and again when it is opened again.
document.addEventListener("toggle", async (event) => {
  const row = event.target;
  if (!row.open || !row.dataset?.load) return;
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
}, true);

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

export const who = () => localStorage.getItem("who") ?? "";
export const rememberWho = (name) => localStorage.setItem("who", name);

async function note(form) {
  const told = form.querySelector("output");
  try {
    rememberWho(form.who.value.trim());
    await post(form.dataset.note, { event_id: form.dataset.id, who: form.who.value, text: form.text.value });
    form.text.value = "";
    say("Note written.");
    dispatchEvent(new Event("operator:again"));
    const row = form.closest("details[data-load]");
    if (row) row.dispatchEvent(new Event("toggle", { bubbles: true }));
  } catch (trouble) { told.textContent = trouble.message; }
}
document.addEventListener("focusin", (event) => {
  if (event.target.name === "who" && !event.target.value) event.target.value = who();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  button.disabled = true;
  try {
    await post(button.dataset.clear, JSON.parse(button.dataset.body));
    say("Cleared.");
    dispatchEvent(new Event("operator:again"));
    document.querySelector("h1")?.focus();
  } catch (trouble) {
    button.disabled = false;
    button.nextElementSibling.textContent = trouble.message;
  }
});
