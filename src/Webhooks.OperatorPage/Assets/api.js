import { setClock } from "./times.js";

const base = new URL("operator/", location.href);
const storageKey = "operator-key";
const patience = 15_000; // of a view; an order may take as long as it takes

// This tab only, unless the operator chose the device.
const keyHere = () => sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey);
export const hasKey = () => keyHere() !== null;
export const dropKey = () => { for (const storage of [sessionStorage, localStorage]) storage.removeItem(storageKey); };
export function setKey(key, remember = false) {
  dropKey();
  (remember ? localStorage : sessionStorage).setItem(storageKey, key);
}

// A key in the address would end up in browser histories and logs.
const address = new URL(location.href);
if (address.searchParams.has("code")) {
  setKey(address.searchParams.get("code"));
  address.searchParams.delete("code");
  history.replaceState(null, "", address);
}

const apiError = (status, message) => Object.assign(new Error(message), { status });

const retries = "The page retries automatically.";
const advice = {
  404: "Not found. Check that the address is complete.",
  429: `The receiver is busy. ${retries}`,
};
const absent = `The receiver is starting or was stopped, or its storage does not answer. ${retries}`;

async function call(path, options, read) {
  const key = keyHere();
  let response;
  try {
    response = await fetch(new URL(path, base), { ...options, cache: "no-store", headers: { ...options.headers, ...(key && { "x-functions-key": key }) } });
    setClock(response.headers.get("x-receiver-time"));
    if (response.ok || response.status === 304) return await read(response);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw apiError(0, failure.name === "TimeoutError" ? `The receiver does not answer. ${retries}`
      : `The receiver cannot be reached. Check that it is running and that this machine is online. ${retries}`);
  }
  if (response.status === 401 || response.status === 403) throw apiError(401, "A function key is needed.");
  const problem = (response.headers.get("content-type") ?? "").includes("json") ? await response.json().catch(() => ({})) : {};
  throw apiError(response.status, problem.detail ?? advice[response.status] ?? (response.status > 500 ? absent : `The receiver answered ${response.status}. Its log says why.`));
}

export function getFragment(view, { etag, signal } = {}) {
  const timeout = AbortSignal.timeout(patience);
  return call(
    `page/${view}`, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout, headers: etag && { "if-none-match": etag } },
    async (response) => (response.status === 304 ? null : { html: await response.text(), etag: response.headers.get("etag") }));
}

const json = (response) => response.json();
export const get = (path) => call(path, { signal: AbortSignal.timeout(patience) }, json);
export const post = (path, body) => call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, json);
