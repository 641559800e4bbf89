import { post } from "./api.js";
import { open, rememberName } from "./dialog.js";

const rate = 20; // per second and request, the default of the API: progress is visible, and a stop works at once
const boxes = () => [...document.querySelectorAll("#rows input[type=checkbox]")];
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function count() {
  const all = document.getElementById("pick-all");
  if (!all) return;
  const rows = boxes(), picked = rows.filter((box) => box.checked).length;
  all.checked = picked > 0 && picked === rows.length;
  all.indeterminate = picked > 0 && picked < rows.length;
  const text = picked ? `${picked} selected` : "", place = document.getElementById("picked");
  // This runs on every change of the view, and must not cause another.
  if (place.textContent !== text) place.textContent = text;
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
    confirm(picked, Object.entries(bySource).flatMap(([source, ids]) => slices(ids, 100).map((event_ids) => ({ source, event_ids }))));
  }
  if (all) {
    const { source, type, error, handler } = all.dataset;
    confirm(all, [{ source, ...(type && { type }), ...(error && { error }), ...(handler && { handler }) }]);
  }
});

const redrive = ({ source, ...order }) => post(`redrive/${encodeURIComponent(source)}`, order);
const slices = (ids, size) => Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size));

async function confirm(opener, orders) {
  const box = open(opener, { title: "Dry run…", go: "Redrive" });
  const { part, form } = box;
  let surveys;
  try {
    surveys = await Promise.all(orders.map(async (order) => (await redrive({ ...order, dry_run: true })).survey));
  } catch (error) {
    return box.done("The dry run failed", error.message);
  }
  const total = surveys.reduce((sum, survey) => sum + survey.count, 0);
  if (total === 0) return box.done("No matching dead letters", "Someone else may have redriven them.");
  part.title.textContent = `Redrive ${plural(total, "dead letter", "dead letters")}?`;
  part.text.textContent = `Dry run: nothing has changed yet. Redriving requeues them, at most ${rate} a second.`;
  part.go.textContent = `Redrive ${total}`;
  box.list(groupsOf(surveys));
  box.ready();

  form.onsubmit = async (event) => {
    event.preventDefault();
    rememberName(form.who.value);
    const run = { done: 0, others: 0, total, stopped: false };
    Object.assign(box, { busy: true, changed: true, stop: () => { run.stopped = true; } });
    [part.go.disabled, part.close.textContent, part.error.textContent] = [true, "Stop", ""];
    Object.assign(part.progress, { hidden: false, max: total });
    try {
      for (const [index, order] of orders.entries()) await drive({ ...order, who: form.who.value, why: form.why.value }, surveys[index], run, part);
      const others = run.others ? ` ${run.others} were redriven by someone else in the meantime.` : "";
      box.done(run.stopped ? "Stopped" : "Done", `${plural(run.done, "event is", "events are")} pending again; the log shows their progress.${others}`);
    } catch (error) {
      part.error.textContent = `${error.message} At least ${run.done} of ${total} are redriven; the same redrive continues with the rest.`;
      Object.assign(box, { busy: false });
      [part.go.disabled, part.close.textContent] = [false, "Close"];
    }
  };
}

// In slices, as `hook redrive` does. What fails again in the meantime is dead-lettered later than `before`, and is left out.
async function drive(order, survey, run, part) {
  const before = survey.newest && new Date(Date.parse(survey.newest) + 1).toISOString();
  const ids = order.event_ids && slices(order.event_ids, rate);
  let after = null;
  while (!run.stopped && survey.count > 0) {
    const report = await redrive({ ...order, ...(ids ? { event_ids: ids.shift() } : { before, after, limit: rate }), rate });
    run.done += report.redriven;
    run.others += report.not_dead.length + report.not_found.length;
    part.progress.value = run.done;
    part.text.textContent = `Redriven ${run.done} of ${run.total}.`;
    after = report.continue;
    if (ids ? ids.length === 0 : after === null) return;
  }
}

function groupsOf(surveys) {
  const counts = new Map();
  for (const survey of surveys) for (const { key, value } of [...survey.by_type, ...survey.by_error]) counts.set(key, (counts.get(key) ?? 0) + value);
  return [...counts].map(([text, times]) => [`${times} ×`, text]);
}
