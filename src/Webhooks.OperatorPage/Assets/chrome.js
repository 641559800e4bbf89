import { byId, on, setText } from "./dom.js";
import { clockOf, receiverNow } from "./times.js";

// The parts around the views: theme, live switch, skip link, copy buttons.
const theme = byId("theme"), { dataset } = document.documentElement;
theme.value = dataset.theme ?? "";
theme.onchange = () => {
  if (theme.value) dataset.theme = localStorage.theme = theme.value;
  else { delete dataset.theme; delete localStorage.theme; }
};

const live = byId("live");
live.onclick = () => {
  const isLive = live.ariaPressed !== "true";
  live.ariaPressed = isLive;
  setText(byId("live-text"), isLive ? "Live" : `Paused ${clockOf(receiverNow())}`);
  dispatchEvent(new CustomEvent("operator:live", { detail: isLive }));
};

// The router uses the hash, so the browser must not follow the link.
byId("skip").onclick = (event) => {
  event.preventDefault();
  byId("main").focus();
};

export const announce = (text) => { byId("announcement").textContent = text; };

on("click", "[data-copy]", async (button) => {
  const code = button.parentElement.querySelector("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    announce("Copied.");
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  } catch {
    // No clipboard without permission or over plain HTTP: select the text, so that Ctrl+C copies it.
    getSelection().selectAllChildren(code);
    announce("Press Control C to copy.");
  }
});
