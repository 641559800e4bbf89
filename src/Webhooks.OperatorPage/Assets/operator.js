import { dropKey, getFragment, hasKey, setKey } from "./api.js";
import { morph, parse } from "./html.js";
import { showAges } from "./times.js";
import { liveLog } from "./log.js";
import "./rows.js";
import "./deadletters.js";
import "./board.js";
import "./handlers.js";
import "./chrome.js";

const every = 4000;
const main = document.getElementById("main");
const notice = document.getElementById("notice");
const titles = { overview: "Overview", log: "Delivery log", event: "Event", refused: "Refused delivery", status: "Status", dead: "Dead letters", handlers: "Handlers" };
let shown = { view: null, etag: null, run: null };
let paused = false;

const route = () => {
  const [view, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return Object.hasOwn(titles, view) ? { view, path: query ? `${view}?${query}` : view } : { view: "overview", path: "overview" };
};

function showNotice(text) {
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = !text;
}

function askKey() {
  const wasRejected = hasKey();
  dropKey();
  main.dataset.view = "key";
  main.replaceChildren(document.getElementById("ask-key").content.cloneNode(true));
  document.getElementById("key-rejected").hidden = !wasRejected;
  document.getElementById("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    setKey(event.target.key.value.trim());
    show();
  });
  document.getElementById("key").focus();
}

function handle(error) {
  if (error.name === "AbortError") return;
  showNotice(error.status === 401 ? "" : error.message);
  if (error.status === 401) { shown.view = null; askKey(); return; }
  // Data of another view under this heading would mislead; data of this view may stay.
  if (main.dataset.view === shown.view) return;
  const heading = Object.assign(document.createElement("h1"), { textContent: titles[shown.view], tabIndex: -1 });
  main.replaceChildren(heading);
  main.dataset.view = "none";
}

// Another view: focus moves to its heading.
async function show() {
  shown.run?.abort();
  const run = new AbortController();
  const { view, path } = route();
  const moved = main.dataset.view && main.dataset.view !== view;
  shown = { view, path, etag: null, run };
  document.title = `${titles[view]} · Webhook receiver`;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const here = tab.dataset.tab === view || (tab.dataset.tab === "log" && (view === "event" || view === "refused"));
    here ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  }
  main.setAttribute("aria-busy", "true");
  try {
    const { html, etag } = await getFragment(path, { signal: run.signal });
    if (shown.run !== run) return;
    shown.etag = etag;
    showNotice("");
    if (main.dataset.view === view) morphInto(html); else main.replaceChildren(parse(html));
    main.dataset.view = view;
    showAges(main);
    if (moved) { scrollTo(0, 0); main.querySelector("h1")?.focus({ preventScroll: true }); }
  } catch (error) { if (shown.run === run) handle(error); }
  finally { if (shown.run === run) main.removeAttribute("aria-busy"); }
}

function morphInto(html) {
  const next = document.createElement("main");
  next.append(parse(html));
  for (const { name, value } of main.attributes) next.setAttribute(name, value);
  morph(main, next);
}

// The same view again: only what has changed is replaced.
async function refresh() {
  if (paused || document.hidden || main.hasAttribute("aria-busy") || !shown.view || document.querySelector("dialog[open]")) return;
  const { run, path, etag, view } = shown;
  try {
    const found = await getFragment(path, { etag, signal: run.signal });
    if (shown.run !== run || document.querySelector("dialog[open]")) return;
    showNotice("");
    if (!found) return;
    shown.etag = found.etag;
    view === "log" && main.dataset.view === view ? liveLog(main, parse(found.html)) : morphInto(found.html);
    main.dataset.view = view;
    showAges(main);
  } catch (error) { if (shown.run === run) handle(error); }
}

addEventListener("hashchange", show);
addEventListener("operator:again", () => { shown.etag = null; show(); });
addEventListener("operator:live", (event) => { paused = !event.detail; refresh(); });
document.addEventListener("visibilitychange", refresh);
setInterval(refresh, every);
show();
