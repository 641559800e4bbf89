// The only place where text becomes HTML: what the receiver has rendered and encoded.
const policy = globalThis.trustedTypes?.createPolicy("fragments", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

const keyOf = (node) => node.dataset?.key;
const isSameNode = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

// State of the operator, which a refresh must not undo.
const operatorState = new Set(["open", "checked", "value", "aria-expanded"]);

function morphAttributes(from, to) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !operatorState.has(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (!operatorState.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
}

// Makes `from` like `to` and keeps every unchanged node, so that scroll position, focus and open rows stay.
export function morph(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE && from.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) {
    if (from.nodeValue !== to.nodeValue && from.parentNode?.nodeName !== "TIME") from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute?.("data-keep")) return;
  if (from.attributes && to.attributes) morphAttributes(from, to);
  morphChildren(from, to);
}

export function morphChildren(from, to) {
  const keyed = new Map([...from.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const known = keyOf(next) ? keyed.get(keyOf(next)) : at && isSameNode(at, next) ? at : null;
    if (!known) { from.insertBefore(next, at); continue; }
    if (known === at) at = at.nextSibling; else from.insertBefore(known, at);
    morph(known, next);
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
}
