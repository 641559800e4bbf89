import { clockOf, receiverNow } from "./times.js";

// What is shown is what the receiver said a few seconds ago, or says since when it is not.
const main = document.getElementById("main"), notice = document.getElementById("notice"), reason = document.getElementById("stale-reason");
const patience = 15_000;
let freshAt = 0, heard = Date.now();

export function markFresh() {
  [freshAt, heard, notice.hidden] = [receiverNow(), Date.now(), true];
  delete main.dataset.stale;
}

// Nobody asked, so silence says nothing.
export const markUnasked = () => { heard = Date.now(); };

export function markStale(text) {
  // It is read aloud at each change.
  if (reason.textContent !== text) reason.textContent = text;
  document.getElementById("stale-since").textContent = clockOf(freshAt);
  [notice.hidden, main.dataset.stale] = [false, true];
}

export function markIfSilent() {
  if (Date.now() - heard > patience && notice.hidden) markStale("The receiver has not answered since then. The page retries automatically.");
}

// Instead of a view: it does not exist, or cannot be read now.
export function showProblem(title, text) {
  notice.hidden = true;
  delete main.dataset.stale;
  main.replaceChildren(document.getElementById("problem").content.cloneNode(true));
  main.querySelector("h1").textContent = title;
  main.querySelector("[data-text]").textContent = text;
  [main.dataset.view, main.dataset.path] = ["problem", ""];
}
