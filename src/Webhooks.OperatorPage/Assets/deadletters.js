import { post } from "./api.js";
import { open, rememberWho } from "./dialog.js";

const most = 20; // a second, as the API's own default: progress is seen, and a stop is heard
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
  const picked = event.target.closest("#redrive-picked"), all = event.target.closest("#redrive-all");
  if (picked) {
    const bySource = {};
    for (const box of boxes()) if (box.checked) (bySource[box.dataset.source] ??= []).push(box.dataset.id);
    ask(picked, Object.entries(bySource).flatMap(([source, ids]) => slices(ids, 100).map((event_ids) => ({ source, event_ids }))));
  }
  if (all) {
    const { source, type, error } = all.dataset;
    ask(all, [{ source, ...(type && { type }), ...(error && { error }) }]);
  }
});

const redrive = ({ source, ...order }) => post(`redrive/${encodeURIComponent(source)}`, order);
const slices = (ids, size) => Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size));

async function ask(opener, orders) {
  const box = open(opener, { title: "Dry run…", go: "Redrive" });
  const { part, form } = box;
  let surveys;
  try {
    surveys = await Promise.all(orders.map(async (order) => (await redrive({ ...order, dry_run: true })).survey));
  } catch (trouble) {
    return box.done("The dry run failed", trouble.message);
  }
  const total = surveys.reduce((sum, survey) => sum + survey.count, 0);
  if (total === 0) return box.done("Nothing fits any more", "Someone else may have been faster.");
  part.title.textContent = `Redrive ${plural(total, "dead letter", "dead letters")}?`;
  part.told.textContent = `This was a dry run: nothing is changed yet. They become pending and are processed anew, at most ${most} a second.`;
  part.go.textContent = `Redrive ${total}`;
  tellGroups(part.groups, surveys);
  box.ready();

  form.onsubmit = async (event) => {
    event.preventDefault();
    rememberWho(form.who.value);
    const run = { done: 0, others: 0, total, stopped: false };
    Object.assign(box, { busy: true, changed: true, stop: () => { run.stopped = true; } });
    [part.go.disabled, part.close.textContent, part.wrong.textContent] = [true, "Stop", ""];
    Object.assign(part.progress, { hidden: false, max: total });
    try {
      for (const [index, order] of orders.entries()) await drive({ ...order, who: form.who.value, why: form.why.value }, surveys[index], run, part);
      const others = run.others ? ` ${run.others} were taken up by someone else meanwhile.` : "";
      box.done(run.stopped ? "Stopped" : "Done", `${plural(run.done, "event is", "events are")} pending again; the log shows how it goes.${others}`);
    } catch (trouble) {
      part.wrong.textContent = `${trouble.message} At least ${run.done} of ${total} are redriven; the same order goes on with the rest.`;
      Object.assign(box, { busy: false });
      [part.go.disabled, part.close.textContent] = [false, "Close"];
    }
  };
}

// Slice by slice, as `hook redrive` does. What fails again meanwhile died later than all that is meant, and is not met again.
async function drive(order, survey, run, part) {
  const before = survey.newest && new Date(Date.parse(survey.newest) + 1).toISOString();
  const ids = order.event_ids && slices(order.event_ids, most);
  let after = null;
  while (!run.stopped && survey.count > 0) {
    const report = await redrive({ ...order, ...(ids ? { event_ids: ids.shift() } : { before, after, limit: most }), rate: most });
    run.done += report.redriven;
    run.others += report.not_dead.length + report.not_found.length;
    part.progress.value = run.done;
    part.told.textContent = `Redriven ${run.done} of ${run.total}.`;
    after = report.continue;
    if (ids ? ids.length === 0 : after === null) return;
  }
}

function tellGroups(place, surveys) {
  const counts = new Map();
  for (const survey of surveys) for (const { key, value } of [...survey.by_type, ...survey.by_error]) counts.set(key, (counts.get(key) ?? 0) + value);
  for (const [text, times] of counts) {
    const line = document.createElement("li"), number = document.createElement("b"), what = document.createElement("span");
    [number.textContent, what.textContent] = [`${times} ×`, text];
    line.append(number, what);
    place.firstElementChild.append(line);
  }
  place.hidden = false;
}
