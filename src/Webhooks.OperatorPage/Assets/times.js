// Ages by the receiver's clock, since the operator's may be wrong.
let offset = 0;

export const setClock = (iso) => { if (iso) offset = Date.parse(iso) - Date.now(); };

const steps = [[60, 1, "s"], [3600, 60, "min"], [2 * 86400, 3600, "h"], [Infinity, 86400, "days"]];

function age(seconds) {
  const [, unit, name] = steps.find(([under]) => Math.abs(seconds) < under);
  const count = Math.floor(Math.abs(seconds) / unit);
  if (count === 0) return "now";
  return seconds < 0 ? `in ${count} ${name}` : `${count} ${name} ago`;
}

export function showAges(root = document) {
  const now = Date.now() + offset;
  for (const time of root.querySelectorAll("time[datetime]")) {
    const text = age((now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

setInterval(showAges, 5000);
