// The one place where text becomes HTML: what the receiver has rendered, and encoded, itself.
const policy = globalThis.trustedTypes?.createPolicy("fragments", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

const keyOf = (node) => node.dataset?.key;
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

// What the operator changed by hand is not undone by what the receiver says.
const own = new Set(["open", "checked", "value"]);

function morphAttributes(from, to) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !own.has(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (!own.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
}

// Makes `from` like `to` and keeps every node that stays the same: scroll, focus and open rows survive.
export function morph(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE && from.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) {
    if (from.nodeValue !== to.nodeValue && from.parentNode?.nodeName !== "TIME") from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute?.("data-keep")) return;
  if (from.attributes && to.attributes) morphAttributes(from, to);
  const keyed = new Map([...from.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const known = keyOf(next) ? keyed.get(keyOf(next)) : at && alike(at, next) ? at : null;
    if (!known) { from.insertBefore(next, at); continue; }
    if (known === at) at = at.nextSibling; else from.insertBefore(known, at);
    morph(known, next);
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
}
