import { byId, on } from "./dom.js";

// Single keys, for those who look at this page each day. Whoever speaks to the machine can switch them off.
const help = byId("help"), works = byId("keys-work");
works.checked = localStorage.keys !== "off";
works.onchange = () => { if (works.checked) delete localStorage.keys; else localStorage.keys = "off"; };
byId("show-keys").onclick = () => help.showModal();

function move(step) {
  const rows = [...document.querySelectorAll("#rows > li:not([hidden]) > details > summary, .source > .row summary")];
  const here = rows.findIndex((row) => row.closest("li").contains(document.activeElement));
  const row = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

const actions = { j: () => move(1), k: () => move(-1), "/": () => byId("find").focus(), r: () => dispatchEvent(new Event("operator:again")), "?": () => help.showModal() };

addEventListener("keydown", (event) => {
  const action = Object.hasOwn(actions, event.key) && actions[event.key];
  if (!action || !works.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  event.preventDefault();
  action();
});

on("click", "[data-fold]", (fold) => { fold.ariaExpanded = fold.ariaExpanded !== "true"; });
