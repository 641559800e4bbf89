// Parses bicep with the grammar of tree-sitter-bicep; the WebAssembly build needs no compiler.
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

export const line = node => node.startPosition.row + 1;
export const named = node => node.namedChildren.filter(child => child.type !== 'comment');
export const unquoted = node => node.text.slice(1, -1);

/** The tree, and what of the text is no bicep. */
export function parse(text) {
  const root = parser.parse(text).rootNode;
  const problems = [];
  collect(root, problems);
  return { root, problems };
}

function collect(node, problems) {
  if (node.isMissing) {
    problems.push({ line: line(node), message: `'${node.type}' is missing` });
  } else if (node.isError) {
    problems.push({ line: line(node), message: `cannot be read: ${node.text.split('\n')[0].slice(0, 60)}` });
  } else if (node.hasError) {
    node.children.forEach(child => collect(child, problems));
  }
}

/** The node and everything below it. */
export function* below(node) {
  yield node;
  for (const child of named(node)) {
    yield* below(child);
  }
}

/** The value of a property of an object, if it has one. */
export function property(object, name) {
  const found = named(object).find(child => child.type === 'object_property' && named(child)[0].text === name);
  return found && named(found)[1];
}
