import { post } from "./api.js";
import { open, rememberName } from "./dialog.js";

const path = (verb, source) => `${verb}/${encodeURIComponent(source)}`;

// What each button orders: the dialog's texts, the request, and what is said when it is done.
const orders = {
  pause: ({ pause: handler }) => ({
    title: `Pause ${handler}?`, text: "Its events wait until it is resumed, and use up no attempts. A run under way ends. The reason is shown to everyone.", go: "Pause",
    send: ({ who, why }) => post("handlers/pause", { handler, who, note: why }), done: ["Paused", `${handler} is paused. Every instance knows within 5 seconds.`],
  }),
  resume: ({ resume: handler }) => ({
    title: `Resume ${handler}?`, text: "The events that wait for it are queued, 20 a second.", go: "Resume",
    send: ({ who, why }) => post("handlers/resume", { handler, who, why }), done: ["Resumed", `${handler} is resumed.`],
  }),
  resend: ({ resend: source, id, handler }) => ({
    title: `Resend ${id}?`, text: `${handler ? `Only ${handler} runs` : "All handlers run"} again, also when done before.`, go: "Resend",
    send: (audit) => post(path("resend", source), { event_id: id, ...(handler && { handler }), ...audit }), done: ["Resent", "The event is pending again."],
  }),
  redrive: ({ redrive: source, id }) => ({
    title: `Redrive ${id}?`, text: "The handlers that failed run again; those that are done do not.", go: "Redrive",
    send: async (audit) => {
      const report = await post(path("redrive", source), { event_ids: [id], ...audit });
      if (report.redriven === 0) throw new Error("The event is not a dead letter any more. Someone else may have redriven it.");
    },
    done: ["Redriven", "The event is pending again."],
  }),
};

document.addEventListener("click", (event) => {
  const verb = Object.keys(orders).find((name) => event.target.closest(`[data-${name}]`));
  if (!verb) return;
  const button = event.target.closest(`[data-${verb}]`), order = orders[verb](button.dataset);
  const dialog = open(button, order), { form, part } = dialog;
  dialog.ready();
  form.onsubmit = async (submitted) => {
    submitted.preventDefault();
    rememberName(form.who.value);
    part.go.disabled = true;
    try {
      await order.send({ who: form.who.value, why: form.why.value });
      dialog.changed = true;
      dialog.done(...order.done);
    } catch (error) {
      part.error.textContent = error.message;
      part.go.disabled = false;
    }
  };
});
