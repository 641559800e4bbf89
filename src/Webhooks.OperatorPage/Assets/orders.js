import { get, post } from "./api.js";
import { count, on } from "./dom.js";
import { confirm } from "./dialog.js";
import { readmitAll, readmitOne } from "./readmit.js";
import { redrive } from "./redrive.js";
import { clockOf } from "./times.js";

const path = (verb, source) => `${verb}/${encodeURIComponent(source)}`;

// A handler now, with what waits for it.
const handlerNow = async (name) =>
  (await get("handlers")).handlers.find((handler) => handler.name === name) ?? { waiting: 0, failed: 0 };

// Which handlers of an event would run, and which would not.
const runs = async (source, id, chosen) => (await get(`${path("events", source)}?id=${encodeURIComponent(id)}`)).handlers.map((handler) => {
  const isDone = handler.status === "Done";
  const attempts = handler.attempts && !isDone ? ` after ${count(handler.attempts, "attempt")}` : "";
  return [chosen(handler) ? "runs" : "stays", `${handler.name}, ${handler.status}${attempts}${handler.last_error && !isDone ? `: ${handler.last_error}` : ""}`];
});

// What each button orders: what it would do as far as can be known before, the request, and what is said when it is done.
const orders = {
  pause: ({ handler }) => ({
    title: `Pause ${handler}?`,
    survey: async () => {
      const { waiting, failed, paused } = await handlerNow(handler);
      return paused ? { refusal: `It is paused already, by ${paused.by}.` }
        : { text: `${waiting} waiting, ${failed} failed. Its events wait until it is resumed, and use up no attempts. A run under way ends. The reason is shown to everyone.` };
    },
    send: ({ who, why }) => post("handlers/pause", { handler, who, note: why }), done: ["Paused", `${handler} is paused. Every instance knows within 5 seconds.`],
  }),
  resume: ({ handler }) => ({
    title: `Resume ${handler}?`,
    survey: async () => {
      const { waiting, paused } = await handlerNow(handler);
      return paused ? { text: `Paused since ${clockOf(Date.parse(paused.since))} UTC by ${paused.by}${paused.note ? `: ${paused.note}` : ""}. ${count(waiting, "event waits", "events wait")}; they are queued, 20 a second.` }
        : { refusal: "It is not paused any more." };
    },
    send: (audit) => post("handlers/resume", { handler, ...audit }), done: ["Resumed", `${handler} is resumed.`],
  }),
  resend: ({ source, id, handler }) => ({
    title: `Resend ${id}?`,
    survey: async () => ({
      text: `${handler ? `Only ${handler} runs` : "All handlers run"} again, also when done before.`,
      lines: await runs(source, id, ({ name }) => !handler || name === handler),
    }),
    send: (audit) => post(path("resend", source), { event_id: id, handler, ...audit }), done: ["Resent", "The event is pending again."],
  }),
  redrive: ({ source, id }) => {
    const order = redrive([{ source, event_ids: [id] }]);
    return {
      ...order, title: `Redrive ${id}?`,
      survey: async () => {
        const { refusal } = await order.survey();
        return refusal ? { refusal } : { text: "The handlers that failed run again; those that are done do not.", lines: await runs(source, id, ({ status }) => status === "Failed") };
      },
    };
  },
  readmit: ({ source, id }) => readmitOne(path("readmit", source), id),
  "readmit-all": ({ source }) => readmitAll(path("readmit", source), source),
  // Some senders report failures and never their end; then an operator clears them.
  clear: ({ source, kind, id, state }) => ({
    title: `Clear ${kind} ${id}?`,
    survey: () => ({ text: `Its state is ${state}. Clearing marks it as healthy until ${source} reports otherwise.` }),
    send: (audit) => post(`${path("status", source)}/clear`, { kind, id, ...audit }), done: ["Cleared", `${kind} ${id} is marked as healthy.`],
  }),
  test: ({ channel }) => ({
    title: `Send a test message to ${channel}?`, isTest: true,
    survey: () => ({ text: "People who read this channel get one message at once, with your name." }),
    send: async ({ who }) => {
      const [{ outcome, detail }] = (await post("channels/test", { channel, who })).tests;
      if (outcome !== "sent") throw new Error(`Not sent. ${detail}`);
      return ["Sent", `The channel accepted the message. ${detail}`];
    },
  }),
};

on("click", "[data-order]", (button) => confirm(button, orders[button.dataset.order](button.dataset)));
