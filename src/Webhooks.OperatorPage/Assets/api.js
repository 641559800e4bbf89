import { hearClock } from "./times.js";

const base = new URL("operator/", location.href);
const shelf = "operator-key";

// A key in the address would end up in histories and logs.
const address = new URL(location.href);
if (address.searchParams.has("code")) {
  sessionStorage.setItem(shelf, address.searchParams.get("code"));
  address.searchParams.delete("code");
  history.replaceState(null, "", address);
}

export const setKey = (key) => sessionStorage.setItem(shelf, key);
export const hasKey = () => sessionStorage.getItem(shelf) !== null;
export const dropKey = () => sessionStorage.removeItem(shelf);

export class Trouble extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

const advice = {
  404: "The receiver does not know this. Was the address copied whole?",
  429: "The receiver is busy. It is asked again by itself.",
  502: "The receiver is starting or was stopped. It is asked again by itself.",
  503: "The receiver is starting, or its storage does not answer. It is asked again by itself.",
};

async function call(path, options) {
  const key = sessionStorage.getItem(shelf);
  let answer;
  try {
    answer = await fetch(new URL(path, base), { ...options, cache: "no-store", headers: { ...options.headers, ...(key && { "x-functions-key": key }) } });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Trouble(0, "The receiver cannot be reached. Is it running, and is this machine online? It is asked again by itself.");
  }
  hearClock(answer.headers.get("x-receiver-time"));
  if (answer.ok || answer.status === 304) return answer;
  if (answer.status === 401 || answer.status === 403) throw new Trouble(401, "A function key is needed.");
  const problem = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json().catch(() => ({})) : {};
  throw new Trouble(answer.status, problem.detail ?? advice[answer.status] ?? `The receiver answered ${answer.status}. Its log says why.`);
}

export async function getFragment(view, { etag, signal } = {}) {
  const answer = await call(`page/${view}`, { signal, headers: etag ? { "if-none-match": etag } : {} });
  return answer.status === 304 ? null : { html: await answer.text(), etag: answer.headers.get("etag") };
}

export const post = async (path, body) =>
  (await call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
