import { dropKey, getFragment, hasKey, setKey } from "./api.js";
import { morph, parse } from "./html.js";
import { showAges } from "./times.js";
import { markFresh, markIfSilent, markStale, markUnasked, showProblem } from "./stale.js";
import { liveLog } from "./log.js";
import { groupRepeats } from "./repeats.js";
import "./rows.js";
import "./deadletters.js";
import "./board.js";
import "./orders.js";
import "./keys.js";
import "./chrome.js";

const every = 4000;
const main = document.getElementById("main");
const titles = { overview: "Overview", log: "Delivery log", event: "Event", refused: "Refused delivery", status: "Status", dead: "Dead letters", handlers: "Handlers" };
const single = new Set(["event", "refused"]);
let shown = { run: null };
let paused = false, isAsking = false;

const route = () => {
  const path = location.hash.replace(/^#\/?/, "") || "overview";
  return { view: path.split("?")[0], path };
};

const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };

function askKey() {
  const wasRejected = hasKey();
  dropKey();
  markFresh();
  [main.dataset.view, main.dataset.path, shown.view] = ["key", "", null];
  main.replaceChildren(document.getElementById("ask-key").content.cloneNode(true));
  document.getElementById("key-rejected").hidden = !wasRejected;
  document.getElementById("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    setKey(event.target.key.value.trim(), event.target.remember.checked);
    show();
  });
  document.getElementById("key").focus();
}

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
  showProblem(title, text);
  if (!isFirst && !document.querySelector("dialog[open]")) main.querySelector("h1").focus();
}

// Another view: focus moves to its heading.
async function show() {
  shown.run?.abort();
  const run = new AbortController();
  const { view, path } = route();
  const moved = main.dataset.view && main.dataset.view !== view;
  shown = { view, path, etag: null, run };
  document.title = `${titles[view] ?? "Not found"} · Webhook receiver`;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const here = tab.dataset.tab === view || (tab.dataset.tab === "log" && single.has(view));
    here ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  }
  if (!Object.hasOwn(titles, view)) {
    shown.view = null;
    main.removeAttribute("aria-busy");
    return problem("Not found", `There is no view '${decoded(view)}'.`);
  }
  main.setAttribute("aria-busy", "true");
  try {
    const { html, etag } = await getFragment(path, { signal: run.signal });
    if (shown.run !== run) return;
    shown.etag = etag;
    // Parts of one event must not stay under the heading of another.
    if (main.dataset.view === view && (main.dataset.path === path || !single.has(view))) morphInto(html); else main.replaceChildren(parse(html));
    done();
    if (moved) { scrollTo(0, 0); main.querySelector("h1")?.focus({ preventScroll: true }); }
  } catch (error) { if (shown.run === run) handle(error); }
  finally { if (shown.run === run) main.removeAttribute("aria-busy"); }
}

function done() {
  markFresh();
  [main.dataset.view, main.dataset.path] = [shown.view, shown.path];
  document.getElementById("forget").hidden = !hasKey();
  groupRepeats();
  showAges(main);
}

function morphInto(html) {
  const next = document.createElement("main"), focused = document.activeElement;
  next.append(parse(html));
  for (const { name, value } of main.attributes) next.setAttribute(name, value);
  morph(main, next);
  // What was moved has lost it.
  if (focused !== document.activeElement && main.contains(focused)) focused.focus({ preventScroll: true });
}

// The same view again: only what has changed is replaced.
async function refresh() {
  if (paused || document.hidden || !shown.view || document.querySelector("dialog[open]")) return markUnasked();
  if (main.dataset.path === shown.path) markIfSilent();
  if (isAsking || main.hasAttribute("aria-busy")) return;
  const { run, path, etag, view } = shown;
  isAsking = true;
  try {
    const found = await getFragment(path, { etag, signal: run.signal });
    if (shown.run !== run || document.querySelector("dialog[open]")) return;
    if (!found) return markFresh();
    shown.etag = found.etag;
    view === "log" && main.dataset.path === path ? liveLog(main, parse(found.html)) : morphInto(found.html);
    done();
  } catch (error) { if (shown.run === run) handle(error); }
  finally { isAsking = false; }
}

addEventListener("hashchange", show);
addEventListener("operator:again", show);
addEventListener("operator:live", (event) => { paused = !event.detail; refresh(); });
document.addEventListener("visibilitychange", refresh);
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-again]")) show();
  if (target.closest("#forget")) { dropKey(); show(); }
});
setInterval(refresh, every);
show();
