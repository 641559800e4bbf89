// Ages by the receiver's clock, since the operator's may be wrong.
let offset = 0;

export const setClock = (iso) => { if (iso) offset = Date.parse(iso) - Date.now(); };
export const receiverNow = () => Date.now() + offset;

// UTC, as everywhere on the page; with the date when that is not today.
export function clockOf(time) {
  const iso = new Date(time).toISOString(), today = new Date(receiverNow()).toISOString().slice(0, 10);
  return (iso.startsWith(today) ? "" : `${iso.slice(0, 10)} `) + iso.slice(11, 19);
}

const steps = [[60, 1, "s"], [3600, 60, "min"], [2 * 86400, 3600, "h"], [Infinity, 86400, "days"]];

function age(seconds) {
  const [, unit, name] = steps.find(([under]) => Math.abs(seconds) < under);
  const count = Math.floor(Math.abs(seconds) / unit);
  if (count === 0) return "now";
  return seconds < 0 ? `in ${count} ${name}` : `${count} ${name} ago`;
}

export function showAges(root = document) {
  const now = receiverNow();
  for (const time of root.querySelectorAll("time[datetime]:not([data-exact])")) {
    const text = age((now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

setInterval(showAges, 5000);
