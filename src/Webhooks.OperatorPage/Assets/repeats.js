// Rows in a row that say the same are one, and a line that says how many more there are.
const least = 4;
const ungrouped = new Set();

export function groupRepeats() {
  let run = [];
  for (const row of document.querySelectorAll("#rows > li[data-like]")) {
    if (run.length && run[0].dataset.like !== row.dataset.like) { group(run); run = []; }
    run.push(row);
  }
  if (run.length) group(run);
}

function group(rows) {
  const [head, ...rest] = rows, isGroup = rows.length >= least;
  const isOpen = isGroup && rows.some((row) => ungrouped.has(row.dataset.key));
  // Who joins an open group later opens it as well when it becomes the head.
  if (isOpen) for (const row of rows) ungrouped.add(row.dataset.key);
  head.hidden = false;
  for (const row of rest) {
    // What is being read stays.
    row.hidden = isGroup && !isOpen && !row.querySelector("details[open]") && !row.contains(document.activeElement);
    button(row, "");
  }
  const [last, first] = [rest[0], rest.at(-1)].map((row) => row?.querySelector("time").textContent ?? "");
  const from = first.slice(0, -8) === last.slice(0, -8) ? first.slice(-8) : first;
  const to = last.slice(from.length === 8 ? -8 : 0);
  button(head, isGroup ? `${rest.length} more like this, ${from === to ? "at" : `${from} to`} ${to}` : "", isOpen);
}

function button(row, text, isOpen) {
  const place = row.querySelector("[data-repeats]");
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
  place.setAttribute("aria-expanded", isOpen === true);
}

document.addEventListener("click", ({ target }) => {
  const place = target.closest("[data-repeats]");
  if (!place) return;
  const wasOpen = place.getAttribute("aria-expanded") === "true";
  for (let row = place.closest("li"); row?.dataset.like === place.closest("li").dataset.like; row = row.nextElementSibling) {
    wasOpen ? ungrouped.delete(row.dataset.key) : ungrouped.add(row.dataset.key);
  }
  groupRepeats();
});
