import { get, post } from "./api.js";
import { open, rememberName } from "./dialog.js";
import { readmitAll, readmitOne } from "./readmit.js";
import { clockOf } from "./times.js";

const path = (verb, source) => `${verb}/${encodeURIComponent(source)}`;
const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
const eventOf = (source, id) => get(`${path("events", source)}?id=${encodeURIComponent(id)}`);

// A handler now, with what waits for it.
async function handlerNow(name) {
  const found = (await get("handlers")).handlers.find((handler) => handler.name === name);
  return found ?? { name, waiting: 0, failed: 0, paused: null };
}

// Which handlers of an event would run, and which would not.
const runs = (event, chosen) => event.handlers.map((handler) => {
  const errors = handler.last_error && handler.status !== "Done" ? `: ${handler.last_error}` : "";
  const attempts = handler.attempts && handler.status !== "Done" ? ` after ${count(handler.attempts, "attempt")}` : "";
  return [chosen(handler) ? "runs" : "stays", `${handler.name}, ${handler.status}${attempts}${errors}`];
});

// What each button orders: what it would do as far as can be known before, the request, and what is said when it is done.
const orders = {
  pause: ({ pause: handler }) => ({
    title: `Pause ${handler}?`, go: "Pause",
    survey: async () => {
      const { waiting, failed, paused } = await handlerNow(handler);
      return paused ? { refusal: `It is paused already, by ${paused.by}.` }
        : { text: `${waiting} waiting, ${failed} failed. Its events wait until it is resumed, and use up no attempts. A run under way ends. The reason is shown to everyone.` };
    },
    send: ({ who, why }) => post("handlers/pause", { handler, who, note: why }), done: ["Paused", `${handler} is paused. Every instance knows within 5 seconds.`],
  }),
  resume: ({ resume: handler }) => ({
    title: `Resume ${handler}?`, go: "Resume",
    survey: async () => {
      const { waiting, paused } = await handlerNow(handler);
      return paused ? { text: `Paused since ${clockOf(Date.parse(paused.since))} UTC by ${paused.by}${paused.note ? `: ${paused.note}` : ""}. ${count(waiting, "event")} ${waiting === 1 ? "waits" : "wait"}; they are queued, 20 a second.` }
        : { refusal: "It is not paused any more." };
    },
    send: ({ who, why }) => post("handlers/resume", { handler, who, why }), done: ["Resumed", `${handler} is resumed.`],
  }),
  resend: ({ resend: source, id, handler }) => ({
    title: `Resend ${id}?`, go: "Resend",
    survey: async () => ({
      text: `${handler ? `Only ${handler} runs` : "All handlers run"} again, also when done before.`,
      lines: runs(await eventOf(source, id), ({ name }) => !handler || name === handler),
    }),
    send: (audit) => post(path("resend", source), { event_id: id, ...(handler && { handler }), ...audit }), done: ["Resent", "The event is pending again."],
  }),
  redrive: ({ redrive: source, id }) => ({
    title: `Redrive ${id}?`, go: "Redrive",
    survey: async () => {
      const { survey } = await post(path("redrive", source), { event_ids: [id], dry_run: true });
      return survey.count === 0 ? { refusal: "The event is not a dead letter any more. Someone else may have redriven it." }
        : { text: "The handlers that failed run again; those that are done do not.", lines: runs(await eventOf(source, id), ({ status }) => status === "Failed") };
    },
    send: async (audit) => {
      const report = await post(path("redrive", source), { event_ids: [id], ...audit });
      if (report.redriven === 0) throw new Error("The event is not a dead letter any more. Someone else may have redriven it.");
    },
    done: ["Redriven", "The event is pending again."],
  }),
  readmit: ({ readmit: source, id }) => readmitOne(path("readmit", source), id),
  testChannel: ({ testChannel: channel }) => ({
    title: `Send a test message to ${channel}?`, go: "Send", needs: "who",
    survey: () => ({ text: "People who read this channel get one message at once, with your name." }),
    send: async ({ who }) => {
      const [{ outcome, detail }] = (await post("channels/test", { channel, who })).tests;
      if (outcome !== "sent") throw new Error(`Not sent. ${detail}`);
      return ["Sent", `The channel accepted the message. ${detail}`];
    },
  }),
  readmitAll: ({ readmitAll: source }) => readmitAll(path("readmit", source), source),
};

const attribute = (name) => `data-${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;

document.addEventListener("click", async (event) => {
  const verb = Object.keys(orders).find((name) => event.target.closest(`[${attribute(name)}]`));
  if (!verb) return;
  const button = event.target.closest(`[${attribute(verb)}]`);
  const order = orders[verb](button.dataset);
  const dialog = open(button, { title: order.title, text: "Dry run…", go: order.go });
  const { part, form } = dialog;
  try {
    const { refusal, text, lines = [], go } = await order.survey();
    if (!dialog.isOpen()) return;
    if (refusal) return dialog.done("Nothing to do", refusal);
    part.text.textContent = `Dry run: nothing has changed yet. ${text}`;
    part.go.textContent = go ?? order.go;
    dialog.list(lines);
    form.why.disabled = form.why.parentElement.hidden = order.needs === "who";
    dialog.ready();
  } catch (error) { return dialog.isOpen() && dialog.done("The dry run failed", error.message); }
  form.onsubmit = async (submitted) => {
    submitted.preventDefault();
    rememberName(form.who.value);
    part.go.disabled = true;
    part.error.textContent = "";
    try {
      const said = await order.send({ who: form.who.value, why: form.why.value });
      dialog.changed = true;
      dialog.done(...(order.done ?? said));
    } catch (error) {
      part.error.textContent = error.message;
      part.go.disabled = false;
    }
  };
});
