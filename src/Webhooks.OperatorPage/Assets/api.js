import { setClock } from "./times.js";

const base = new URL("operator/", location.href);
const storageKey = "operator-key";

// A key in the address would end up in browser histories and logs.
const address = new URL(location.href);
if (address.searchParams.has("code")) {
  sessionStorage.setItem(storageKey, address.searchParams.get("code"));
  address.searchParams.delete("code");
  history.replaceState(null, "", address);
}

export const setKey = (key) => sessionStorage.setItem(storageKey, key);
export const hasKey = () => sessionStorage.getItem(storageKey) !== null;
export const dropKey = () => sessionStorage.removeItem(storageKey);

export class ApiError extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

const advice = {
  404: "Not found. Check that the address is complete.",
  429: "The receiver is busy. The page retries automatically.",
  502: "The receiver is starting or was stopped. The page retries automatically.",
  503: "The receiver is starting, or its storage does not answer. The page retries automatically.",
};

async function call(path, options) {
  const key = sessionStorage.getItem(storageKey);
  let response;
  try {
    response = await fetch(new URL(path, base), { ...options, cache: "no-store", headers: { ...options.headers, ...(key && { "x-functions-key": key }) } });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, "The receiver cannot be reached. Check that it is running and that this machine is online. The page retries automatically.");
  }
  setClock(response.headers.get("x-receiver-time"));
  if (response.ok || response.status === 304) return response;
  if (response.status === 401 || response.status === 403) throw new ApiError(401, "A function key is needed.");
  const problem = (response.headers.get("content-type") ?? "").includes("json") ? await response.json().catch(() => ({})) : {};
  throw new ApiError(response.status, problem.detail ?? advice[response.status] ?? `The receiver answered ${response.status}. Its log says why.`);
}

export async function getFragment(view, { etag, signal } = {}) {
  const response = await call(`page/${view}`, { signal, headers: etag ? { "if-none-match": etag } : {} });
  return response.status === 304 ? null : { html: await response.text(), etag: response.headers.get("etag") };
}

export const post = async (path, body) =>
  (await call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
