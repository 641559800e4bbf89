import { post } from "./api.js";
import { byId, count, on, setText } from "./dom.js";
import { confirm } from "./dialog.js";

const rate = 20; // per second and request, the default of the API: progress is visible, and a stop works at once
const boxes = () => [...document.querySelectorAll("#rows input[type=checkbox]")];

function countPicked() {
  const all = byId("pick-all");
  if (!all) return;
  const rows = boxes(), picked = rows.filter((box) => box.checked).length;
  all.checked = picked > 0 && picked === rows.length;
  all.indeterminate = picked > 0 && picked < rows.length;
  setText(byId("picked"), picked ? `${picked} selected` : "");
  byId("redrive-picked").disabled = picked === 0;
}

on("change", "[type=checkbox]", ({ id, checked }) => {
  if (id === "pick-all") for (const box of boxes()) box.checked = checked;
  countPicked();
});
new MutationObserver(countPicked).observe(byId("main"), { childList: true, subtree: true });

on("click", "#redrive-picked", (button) => {
  const bySource = Map.groupBy(boxes().filter((box) => box.checked), (box) => box.dataset.source);
  confirm(button, redrive([...bySource].flatMap(([source, rows]) => slices(rows.map((row) => row.dataset.id)).map((event_ids) => ({ source, event_ids })))));
});
// An attribute without a value is not part of the filter, and neither is it part of the JSON.
on("click", "#redrive-all", (button) => {
  const { source, type, error, handler } = button.dataset;
  confirm(button, redrive([{ source, type, error, handler }]));
});

const slices = (ids) => Array.from({ length: Math.ceil(ids.length / rate) }, (_, i) => ids.slice(i * rate, (i + 1) * rate));
const send = ({ source, ...order }) => post(`redrive/${encodeURIComponent(source)}`, order);

export function redrive(orders) {
  let surveys, total, done = 0, others = 0;
  return {
    title: "Redrive",
    survey: async () => {
      surveys = await Promise.all(orders.map(async (order) => (await send({ ...order, dry_run: true })).survey));
      total = surveys.reduce((sum, survey) => sum + survey.count, 0);
      return total === 0 ? { refusal: "No matching dead letters are left. Someone else may have redriven them." } : {
        title: `Redrive ${count(total, "dead letter")}?`, go: `Redrive ${total}`, lines: groupsOf(surveys),
        text: `Redriving requeues them, at most ${rate} a second.`,
      };
    },
    send: async (audit, run) => {
      done = others = 0;
      run.begin(total);
      try {
        for (const [index, order] of orders.entries()) await drive({ ...order, ...audit, rate }, surveys[index]);
      } catch ({ message }) {
        throw new Error(`${message} At least ${done} of ${total} are redriven; the same redrive continues with the rest.`);
      }
      return [run.isStopped ? "Stopped" : "Done", `${count(done, "event is", "events are")} pending again; the log shows their progress.${
        others ? ` ${others} were redriven by someone else in the meantime.` : ""}`];

      // In slices, as `hook redrive` does. What fails again in the meantime is dead-lettered later than `before`, and is left out.
      async function drive(order, survey) {
        const slice = order.event_ids ? {} : { limit: rate, before: survey.newest && new Date(Date.parse(survey.newest) + 1).toISOString() };
        for (let after = null; !run.isStopped && survey.count > 0;) {
          const report = await send({ ...order, ...slice, after });
          done += report.redriven;
          others += report.not_dead.length + report.not_found.length;
          run.show(done, `Redriven ${done} of ${total}.`);
          after = report.continue;
          if (!after) return;
        }
      }
    },
  };
}

function groupsOf(surveys) {
  const counts = new Map();
  for (const survey of surveys) for (const { key, value } of [...survey.by_type, ...survey.by_error]) counts.set(key, (counts.get(key) ?? 0) + value);
  return [...counts].map(([text, times]) => [`${times} ×`, text]);
}
