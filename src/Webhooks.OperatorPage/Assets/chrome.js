// What stands around the views: theme, live switch, skip link, copy buttons.
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
  document.getElementById("live-text").textContent = on ? "Live" : "Paused";
  dispatchEvent(new CustomEvent("operator:live", { detail: on }));
});

// The hash is the router's, so the link cannot be left to the browser.
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

export function say(text) {
  document.getElementById("said").textContent = text;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const code = button.parentElement.querySelector("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    say("Copied.");
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  } catch {
    // No clipboard without leave, or over plain HTTP: the text is selected, so that Ctrl+C takes it.
    getSelection().selectAllChildren(code);
    say("Press Control C to copy.");
  }
});
