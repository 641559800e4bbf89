import { clockOf, receiverNow } from "./times.js";

// The parts around the views: theme, live switch, skip link, copy buttons.
const theme = document.getElementById("theme");
theme.value = document.documentElement.dataset.theme ?? "";
theme.addEventListener("change", () => {
  if (theme.value) { document.documentElement.dataset.theme = theme.value; localStorage.setItem("theme", theme.value); }
  else { delete document.documentElement.dataset.theme; localStorage.removeItem("theme"); }
});

const live = document.getElementById("live");
live.addEventListener("click", () => {
  const on = live.getAttribute("aria-pressed") !== "true";
  live.setAttribute("aria-pressed", on);
  document.getElementById("live-text").textContent = on ? "Live" : `Paused ${clockOf(receiverNow())}`;
  dispatchEvent(new CustomEvent("operator:live", { detail: on }));
});

// The router uses the hash, so the browser must not follow the link.
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

export function announce(text) {
  document.getElementById("announcement").textContent = text;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
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
