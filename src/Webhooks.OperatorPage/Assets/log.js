import { getFragment } from "./api.js";
import { byId, keyOf, on, parse, setText } from "./dom.js";
import { announce } from "./chrome.js";
import { showAges } from "./times.js";

const rowsOf = (root) => [...root.querySelectorAll("#rows > [data-key]")];

// Makes the newest page whole before it replaces what is shown: its new rows are marked, and older pages that were loaded stay.
export function withOlder(main, next) {
  const here = rowsOf(main), newest = rowsOf(next), shown = new Set(here.map(keyOf)), listed = new Set(newest.map(keyOf));
  if (!here.length || !newest.length) return;
  for (const row of newest) if (!shown.has(keyOf(row))) row.classList.add("fresh");
  const more = next.querySelector("#more");
  const older = here.slice(here.findLastIndex((row) => listed.has(keyOf(row))) + 1);
  // Without older ones at the receiver there are none here.
  if (!more || !older.length) return;
  newest[0].parentNode.append(...older.map((row) => row.cloneNode(true)));
  more.replaceWith(...[byId("more")].filter(Boolean).map((link) => link.cloneNode(true)));
}

async function older(link) {
  if (link.ariaDisabled === "true") return;
  link.ariaDisabled = "true";
  const hash = location.hash;
  try {
    const { html } = await getFragment(link.dataset.more);
    if (location.hash !== hash) return;
    const page = parse(html), here = new Set(rowsOf(document).map(keyOf));
    const rows = rowsOf(page).filter((row) => !here.has(keyOf(row)));
    const hadFocus = document.activeElement === link;
    byId("rows").append(...rows);
    showAges(byId("rows"));
    groupRepeats();
    byId("more").replaceWith(...page.querySelectorAll("#more"));
    if (hadFocus) rows.find((row) => !row.hidden)?.querySelector("summary").focus();
    announce(`${rows.length} more.`);
  } catch (error) {
    link.ariaDisabled = null;
    announce(error.message);
  }
}

// A page with rows loads the next one when it is scrolled to; a search without matches waits for the button.
addEventListener("scroll", () => {
  const more = byId("more");
  if (more?.dataset.auto === "true" && more.getBoundingClientRect().top < innerHeight + 300) older(more.querySelector("[data-more]"));
}, { passive: true });

on("click", "[data-more]", (link, event) => {
  event.preventDefault();
  older(link);
});

// Rows in a row that say the same are one, and a line that says how many more there are.
const least = 4;
const ungrouped = new Set();

export function groupRepeats() {
  let run = [];
  for (const row of document.querySelectorAll("#rows > li[data-like]")) {
    if (run[0]?.dataset.like !== row.dataset.like) { group(run); run = []; }
    run.push(row);
  }
  group(run);
}

function group(rows) {
  const isGroup = rows.length >= least, isOpen = isGroup && rows.some((row) => ungrouped.has(keyOf(row)));
  // Who joins an open group later opens it as well when it becomes the head.
  if (isOpen) for (const row of rows) ungrouped.add(keyOf(row));
  for (const [i, row] of rows.entries()) {
    // What is being read stays.
    row.hidden = i > 0 && isGroup && !isOpen && !row.querySelector("details[open]") && !row.contains(document.activeElement);
    const button = row.querySelector("[data-repeats]");
    setText(button, isGroup && i === 0 ? `${rows.length - 1} more like this, ${spanOf(rows[1], rows.at(-1))}` : "");
    button.hidden = !button.textContent;
    button.ariaExpanded = isOpen;
  }
}

// The date once, when it is the same.
function spanOf(...rows) {
  const [last, first] = rows.map((row) => row.querySelector("time").textContent);
  if (first === last) return `at ${first.slice(-8)}`;
  return first.slice(0, -8) === last.slice(0, -8) ? `${first.slice(-8)} to ${last.slice(-8)}` : `${first} to ${last}`;
}

on("click", "[data-repeats]", (button) => {
  const head = button.closest("li"), isOpen = button.ariaExpanded === "true";
  for (let row = head; row?.dataset.like === head.dataset.like; row = row.nextElementSibling) ungrouped[isOpen ? "delete" : "add"](keyOf(row));
  groupRepeats();
});
