// Runs before the first paint, so that the system's theme does not flash.
if (localStorage.theme) document.documentElement.dataset.theme = localStorage.theme;
