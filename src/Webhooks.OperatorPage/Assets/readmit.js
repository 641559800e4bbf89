import { post } from "./api.js";
import { count } from "./dom.js";

// In runs of at most 100, as `hook readmit` does. An interrupted one can be repeated.
async function run(path, order) {
  const sum = { readmitted: 0, known: 0, refused: new Map(), conflicting: [] };
  for (let after; ;) {
    const report = await post(path, { ...order, after });
    sum.readmitted += report.readmitted;
    sum.known += report.known_already;
    sum.conflicting.push(...report.conflicting);
    for (const [reason, times] of Object.entries(report.still_refused)) sum.refused.set(reason, (sum.refused.get(reason) ?? 0) + times);
    after = report.continue;
    if (!after) return sum;
  }
}

const lines = ({ readmitted, known, refused, conflicting }) => [
  [readmitted, "would become events"], [known, "have their event already"],
  ...[...refused].map(([reason, times]) => [times, `still refused: ${reason}`]), [conflicting.length, "differ from an older copy in what is not signed, and stay refused"],
].filter(([times]) => times > 0).map(([times, text]) => [`${times} ×`, text]);

export const readmitOne = (path, id) => ({
  title: "Readmit this delivery?",
  survey: async () => {
    const { readmitted, known, refused, conflicting } = await run(path, { id, dry_run: true });
    const [older] = conflicting, [reason] = refused.keys();
    if (older) return { refusal: `An older copy of it says ${older.admitted_as}, this one says ${older.event_type}, and the type is not signed. Readmit the older one.` };
    if (reason) return { refusal: `It is still refused: ${reason}. The diagnosis says what to correct first.` };
    return { text: known && !readmitted ? "Its event exists already; only this copy goes." : "It would become an event, and its handlers run." };
  },
  send: (audit) => run(path, { id, ...audit }), done: ["Readmitted", "The delivery is an event now; the log shows its progress."],
});

export const readmitAll = (path, source) => ({
  title: `Readmit all of ${source}?`,
  survey: async () => {
    const found = await run(path, { dry_run: true });
    return found.readmitted + found.known === 0 ? { refusal: `None of them verifies with the current settings. ${lines(found).map((line) => line.join(" ")).join(", ")}` }
      : { text: "Every refused delivery that is kept is verified again, with today's secrets.", lines: lines(found), go: `Readmit ${found.readmitted}` };
  },
  send: async (audit) => ["Readmitted", `${count((await run(path, audit)).readmitted, "delivery is an event", "deliveries are events")} now; the log shows their progress.`],
});
