import { post } from "./api.js";
import { parse } from "./html.js";
import { rememberWho, who } from "./rows.js";
import { say } from "./chrome.js";

const most = 20; // a second, as the API's own default: progress is seen, and a stop is heard
const dialog = document.getElementById("dialog");
const boxes = () => [...document.querySelectorAll("#rows input[type=checkbox]")];
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function count() {
  const all = document.getElementById("pick-all");
  if (!all) return;
  const rows = boxes(), picked = rows.filter((box) => box.checked).length;
  all.checked = picked > 0 && picked === rows.length;
  all.indeterminate = picked > 0 && picked < rows.length;
  const told = picked ? `${picked} selected` : "", place = document.getElementById("picked");
  // Only when it is another one: this runs whenever something in the view has changed.
  if (place.textContent !== told) place.textContent = told;
  document.getElementById("redrive-picked").disabled = picked === 0;
}

document.addEventListener("change", (event) => {
  if (event.target.id === "pick-all") for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.type === "checkbox") count();
});
new MutationObserver(count).observe(document.getElementById("main"), { childList: true, subtree: true });

document.addEventListener("click", (event) => {
  if (event.target.closest("#redrive-picked")) {
    const ids = Map.groupBy(boxes().filter((box) => box.checked), (box) => box.dataset.source);
    ask([...ids].map(([source, rows]) => ({ source, event_ids: rows.map((row) => row.dataset.id) })), event.target);
  }
  const all = event.target.closest("#redrive-all");
  if (all) {
    const { source, type, error } = all.dataset;
    ask([{ source, ...(type && { type }), ...(error && { error }) }], all);
  }
});

const redrive = ({ source, ...order }) => post(`redrive/${encodeURIComponent(source)}`, order);

const layout = `<div class="stack">
  <h2 id="dialog-title" tabindex="-1"></h2>
  <p data-part="told" class="muted"></p>
  <div data-part="groups" class="groups" tabindex="0" role="region" aria-label="What fits" hidden><ul></ul></div>
  <form>
    <label>Who asks<input name="who" required maxlength="200" autocomplete="name"></label>
    <label>Why<input name="why" required maxlength="200" autocomplete="off"></label>
    <p data-part="wrong" class="bad-text" role="alert"></p>
    <progress hidden value="0" aria-label="Redriven"></progress>
    <div class="buttons"><button type="button" data-part="close">Cancel</button><button class="primary" data-part="go"></button></div>
  </form>
</div>`;

async function ask(orders, opener) {
  dialog.replaceChildren(parse(layout));
  const part = (name) => dialog.querySelector(`[data-part=${name}]`);
  const form = dialog.querySelector("form"), go = part("go");
  let run = null;
  form.who.value = who();
  dialog.querySelector("h2").textContent = "Dry run…";
  go.textContent = "Redrive";
  go.disabled = true;
  dialog.oncancel = (event) => { if (run?.busy) event.preventDefault(); };
  dialog.onclose = () => { if (run?.changed) dispatchEvent(new Event("operator:again")); (opener.isConnected && !opener.disabled ? opener : document.querySelector("h1"))?.focus(); };
  part("close").onclick = () => { if (run?.busy) run.stopped = true; else dialog.close(); };
  dialog.showModal();

  let surveys;
  try {
    surveys = await Promise.all(orders.map(async (order) => (await redrive({ ...order, dry_run: true })).survey));
  } catch (trouble) {
    dialog.querySelector("h2").textContent = "The dry run failed";
    part("told").textContent = trouble.message;
    return;
  }
  const total = surveys.reduce((sum, survey) => sum + survey.count, 0);
  dialog.querySelector("h2").textContent = `Redrive ${plural(total, "dead letter", "dead letters")}?`;
  part("told").textContent = total
    ? `Dry run: nothing is changed yet. They become pending and are processed anew, at most ${most} a second.`
    : "Nothing fits any more; someone else may have been faster.";
  tellGroups(part("groups"), surveys);
  go.textContent = `Redrive ${total}`;
  go.disabled = total === 0;
  (form.who.value ? form.why : form.who).focus();

  form.onsubmit = async (event) => {
    event.preventDefault();
    rememberWho(form.who.value.trim());
    run = { busy: true, changed: false, stopped: false, done: 0, others: 0, total };
    go.disabled = true;
    part("wrong").textContent = "";
    part("close").textContent = "Stop";
    const bar = dialog.querySelector("progress");
    Object.assign(bar, { hidden: false, max: total });
    try {
      for (const [index, order] of orders.entries()) {
        await drive({ ...order, who: form.who.value, why: form.why.value }, surveys[index], run, bar, part("told"));
      }
      const elsewhere = run.others ? ` ${run.others} were taken up by someone else meanwhile.` : "";
      part("told").textContent = `${run.stopped ? "Stopped" : "Done"}: ${plural(run.done, "event is", "events are")} pending again.${elsewhere}`;
      dialog.querySelector("h2").textContent = run.stopped ? "Stopped" : "Done";
      go.hidden = true;
    } catch (trouble) {
      part("wrong").textContent = `${trouble.message} At least ${run.done} of ${total} are redriven; the same order goes on with the rest.`;
      go.disabled = false;
    }
    run.busy = false;
    part("close").textContent = "Close";
    part("close").focus();
    say(part("told").textContent);
  };
}

// Slice by slice, as `hook redrive` does. What fails again meanwhile died later than all that is meant, and is not met again.
async function drive(order, survey, run, bar, told) {
  const ids = order.event_ids;
  let after = null, next = 0;
  const before = survey.newest && new Date(Date.parse(survey.newest) + 1).toISOString();
  while (!run.stopped && survey.count > 0) {
    const slice = ids ? { event_ids: ids.slice(next, next + most) } : { before, after, limit: most };
    const report = await redrive({ ...order, ...slice, rate: most });
    run.changed = true;
    run.done += report.redriven;
    run.others += report.not_dead.length + report.not_found.length;
    bar.value = run.done;
    told.textContent = `Redriven ${run.done} of ${run.total}.`;
    next += most;
    after = report.continue;
    if (ids ? next >= ids.length : after === null) return;
  }
}

function tellGroups(place, surveys) {
  const sum = (name) => {
    const counts = new Map();
    for (const survey of surveys) for (const { key, value } of survey[name]) counts.set(key, (counts.get(key) ?? 0) + value);
    return [...counts];
  };
  for (const [text, times] of [...sum("by_type"), ...sum("by_error")]) {
    const line = document.createElement("li"), number = document.createElement("b"), what = document.createElement("span");
    [number.textContent, what.textContent] = [`${times} ×`, text];
    line.append(number, what);
    place.querySelector("ul").append(line);
  }
  place.hidden = !place.querySelector("li");
}
