export const byId = (id) => document.getElementById(id);

// One listener for what matches now or later.
export const on = (type, selector, act) => document.addEventListener(type, (event) => {
  const found = event.target.closest(selector);
  if (found) act(found, event);
});

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

export function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

// A change of nothing would be announced, or observed, too.
export const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };

// The only place where text becomes HTML: what the receiver has rendered and encoded.
const asItIs = { createHTML: (html) => html };
const policy = globalThis.trustedTypes?.createPolicy("fragments", asItIs) ?? asItIs;

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

export const keyOf = (node) => node.dataset?.key;
const isSameNode = (a, b) => a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

// State of the operator, which a refresh must not undo.
const operatorState = new Set(["open", "checked", "value", "aria-expanded"]);

// Makes `from` like `to` and keeps every unchanged node, so that scroll position, focus and open rows stay.
function morph(from, to) {
  if (!from.attributes) {
    if (from.nodeValue !== to.nodeValue && from.parentNode.nodeName !== "TIME") from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute("data-keep")) return;
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !operatorState.has(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (!operatorState.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
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
