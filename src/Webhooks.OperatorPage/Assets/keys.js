// Single keys, for those who look at this page each day. Whoever speaks to the machine can switch them off.
const help = document.getElementById("help"), works = document.getElementById("keys-work");
works.checked = localStorage.getItem("keys") !== "off";
works.addEventListener("change", () => (works.checked ? localStorage.removeItem("keys") : localStorage.setItem("keys", "off")));
document.getElementById("show-keys").addEventListener("click", () => help.showModal());

function move(step) {
  const rows = [...document.querySelectorAll("#rows > li:not([hidden]) > details > summary, .source > .row summary")];
  const here = rows.findIndex((row) => row.closest("li, .source").contains(document.activeElement));
  const row = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function toFilter() {
  const fold = document.querySelector("[data-fold][aria-expanded=false]"), form = document.querySelector("form[data-filter]");
  fold?.click();
  (form?.querySelector("[type=search]") ?? form?.querySelector("input, select"))?.focus();
}

const actions = { j: () => move(1), k: () => move(-1), "/": toFilter, r: () => dispatchEvent(new Event("operator:again")), "?": () => help.showModal() };

document.addEventListener("keydown", (event) => {
  const action = Object.hasOwn(actions, event.key) && actions[event.key];
  if (!action || !works.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", ({ target }) => {
  const fold = target.closest("[data-fold]");
  if (fold) fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true");
});
