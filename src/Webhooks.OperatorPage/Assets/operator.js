import { dropKey, getFragment, hasKey, setKey } from "./api.js";
import { byId, morphChildren, on, parse, setText } from "./dom.js";
import { clockOf, receiverNow, showAges } from "./times.js";
import { groupRepeats, withOlder } from "./log.js";
import "./dialog.js";
import "./readmit.js";
import "./rows.js";
import "./redrive.js";
import "./orders.js";
import "./keys.js";
import "./chrome.js";

const every = 4000, patience = 15_000;
const main = byId("main"), notice = byId("notice");
const titles = { overview: "Overview", log: "Delivery log", event: "Event", refused: "Refused delivery", search: "Search", status: "Status", dead: "Dead letters", handlers: "Handlers" };
const single = new Set(["event", "refused"]);
let shown = { run: null };
let paused = false, isAsking = false, freshAt = 0, heard = Date.now();

const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
const isAsked = () => document.querySelector("dialog[open]") !== null;

// What is shown is what the receiver said a few seconds ago, or says since when it is not.
function markFresh() {
  [freshAt, heard, notice.hidden] = [receiverNow(), Date.now(), true];
  delete main.dataset.stale;
}

function markStale(text) {
  setText(byId("stale-reason"), text);
  setText(byId("stale-since"), clockOf(freshAt));
  [notice.hidden, main.dataset.stale] = [false, true];
}

// A template instead of a view.
function put(name) {
  notice.hidden = true;
  delete main.dataset.stale;
  main.replaceChildren(byId(name).content.cloneNode(true));
  [main.dataset.view, main.dataset.path] = [name, ""];
}

function askKey() {
  const wasRejected = hasKey();
  dropKey();
  shown.view = null;
  put("ask-key");
  byId("key-rejected").hidden = !wasRejected;
  byId("key").focus();
}
on("submit", "#key-form", ({ key, remember }, event) => {
  event.preventDefault();
  setKey(key.value.trim(), remember.checked);
  show();
});

function handle(error) {
  if (error.name === "AbortError") return;
  if (!error.status && error.status !== 0) throw error;
  if (error.status === 401) return askKey();
  const isPassing = error.status === 0 || error.status === 429 || error.status >= 500;
  // What was shown at this address may stay, as long as it says how old it is. Of another address, or of what is gone, it would mislead.
  if (isPassing && main.dataset.path === shown.path) return markStale(error.message);
  problem(error.status === 404 ? "Not found" : isPassing ? titles[shown.view] : "This address is not valid", error.message);
  if (!isPassing) shown.view = null;
}

function problem(title, text) {
  const isFirst = !main.dataset.view;
  put("problem");
  main.querySelector("h1").textContent = title;
  main.querySelector("[data-text]").textContent = text;
  if (!isFirst && !isAsked()) main.querySelector("h1").focus();
}

// Another view: focus moves to its heading.
async function show() {
  shown.run?.abort();
  const run = new AbortController(), path = location.hash.replace(/^#\/?/, "") || "overview", [view, query] = path.split("?");
  const { view: before, path: from } = main.dataset;
  shown = { view, path, run };
  byId("find").value = new URLSearchParams(view === "search" ? query : "").get("q") ?? "";
  document.title = `${titles[view] ?? "Not found"} · Webhook receiver`;
  for (const tab of document.querySelectorAll("[data-tab]")) tab.ariaCurrent = tab.dataset.tab === (single.has(view) ? "log" : view) ? "page" : null;
  if (!Object.hasOwn(titles, view)) {
    shown.view = null;
    main.ariaBusy = null;
    return problem("Not found", `There is no view '${decoded(view)}'.`);
  }
  main.ariaBusy = true;
  try {
    const { html, etag } = await getFragment(path, { signal: run.signal });
    if (shown.run !== run) return;
    // Parts of one event must not stay under the heading of another.
    if (before !== view || (from !== path && single.has(view))) main.replaceChildren();
    fill(parse(html), etag);
    if (before && before !== view) { scrollTo(0, 0); main.querySelector("h1")?.focus({ preventScroll: true }); }
  } catch (error) { if (shown.run === run) handle(error); }
  finally { if (shown.run === run) main.ariaBusy = null; }
}

function fill(next, etag) {
  const focused = document.activeElement;
  morphChildren(main, next);
  // What was moved has lost it.
  if (focused !== document.activeElement && main.contains(focused)) focused.focus({ preventScroll: true });
  markFresh();
  shown.etag = etag;
  [main.dataset.view, main.dataset.path] = [shown.view, shown.path];
  byId("forget").hidden = !hasKey();
  groupRepeats();
  showAges(main);
}

// The same view again: only what has changed is replaced.
async function refresh() {
  if (paused || document.hidden || !shown.view || isAsked()) {
    heard = Date.now(); // Nobody asked, so silence says nothing.
    return;
  }
  const isShown = main.dataset.path === shown.path;
  if (isShown && notice.hidden && Date.now() - heard > patience) markStale("The receiver has not answered since then. The page retries automatically.");
  if (isAsking || main.ariaBusy) return;
  const { run, path, etag } = shown;
  isAsking = true;
  try {
    const found = await getFragment(path, { etag, signal: run.signal });
    if (shown.run !== run || isAsked()) return;
    if (!found) return markFresh();
    const next = parse(found.html);
    if (isShown) withOlder(main, next);
    fill(next, found.etag);
  } catch (error) { if (shown.run === run) handle(error); }
  finally { isAsking = false; }
}

addEventListener("hashchange", show);
addEventListener("operator:again", show);
addEventListener("operator:live", (event) => { paused = !event.detail; refresh(); });
document.addEventListener("visibilitychange", refresh);
on("click", "[data-again]", show);
on("click", "#forget", () => { dropKey(); show(); });
setInterval(refresh, every);
show();
