import { getFragment } from "./api.js";
import { morph, parse } from "./html.js";
import { announce } from "./chrome.js";
import { groupRepeats } from "./repeats.js";
import { showAges } from "./times.js";

const rowsOf = (root) => [...root.querySelectorAll("#rows > [data-key]")];

// New rows appear on top. Older pages that were loaded and rows that are open stay.
export function liveLog(main, next) {
  const list = main.querySelector("#rows");
  const newest = rowsOf(next);
  if (!list || newest.length === 0) {
    const body = main.querySelector("#log-body"), other = next.querySelector("#log-body");
    if (body && other) morph(body, other);
    return;
  }
  const here = new Map(rowsOf(main).map((row) => [row.dataset.key, row]));
  let after = null;
  for (const row of newest) {
    const known = here.get(row.dataset.key);
    if (known) morph(known, row); else row.classList.add("fresh");
    const placed = known ?? row;
    const spot = after ? after.nextElementSibling : list.firstElementChild;
    if (placed !== spot) list.insertBefore(placed, spot);
    after = placed;
  }
  // Within the newest page, a row that is missing no longer matches the filter.
  const matching = new Set(newest.map((row) => row.dataset.key));
  for (const row of rowsOf(main)) {
    if (row === after) break;
    if (!matching.has(row.dataset.key)) row.remove();
  }
}

async function older(link) {
  if (link.getAttribute("aria-disabled") === "true") return;
  link.setAttribute("aria-disabled", "true");
  const hash = location.hash;
  try {
    const { html } = await getFragment(link.dataset.more);
    if (location.hash !== hash) return;
    const page = parse(html);
    const list = document.getElementById("rows");
    const here = new Set(rowsOf(document).map((row) => row.dataset.key));
    const rows = rowsOf(page).filter((row) => !here.has(row.dataset.key));
    const focused = document.activeElement === link;
    list.append(...rows);
    showAges(list);
    groupRepeats();
    const more = document.getElementById("more"), next = page.querySelector("#more");
    next ? more.replaceWith(next) : more.remove();
    if (focused) rows.find((row) => !row.hidden)?.querySelector("summary").focus();
    announce(`${rows.length} older.`);
  } catch (error) {
    link.removeAttribute("aria-disabled");
    announce(error.message);
  }
}

// A page with rows loads the next one when it is scrolled to; a search without matches waits for the button.
addEventListener("scroll", () => {
  const more = document.getElementById("more");
  if (more?.dataset.auto === "true" && more.getBoundingClientRect().top < innerHeight + 300) older(more.querySelector("[data-more]"));
}, { passive: true });

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-more]");
  if (link) { event.preventDefault(); older(link); }
});
