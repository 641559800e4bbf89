// What a bicep file declares and what it uses. The grammar ends a lambda early, so names of lambdas and loops count for the whole
// declaration that they stand in.
import { below, line, named, property, unquoted } from './syntax.mjs';

const kinds = {
  parameter_declaration: 'parameters',
  variable_declaration: 'variables',
  resource_declaration: 'resources',
  module_declaration: 'modules',
  output_declaration: 'outputs',
  type_declaration: 'types',
};

export function names(root) {
  const file = { parameters: new Map(), variables: new Map(), resources: new Map(), modules: new Map(), outputs: new Map(), types: new Map(), imports: new Map(), uses: [], outputUses: [] };
  for (const top of named(root)) {
    if (top.type === 'import_functionality') {
      const from = named(top).find(child => child.type === 'string');
      named(top).filter(child => child.type === 'identifier').forEach(name => file.imports.set(name.text, { line: line(name), from: unquoted(from) }));
      continue;
    }

    for (const node of below(top)) {
      if (kinds[node.type]) {
        declare(file, node);
      }
    }

    use(file, top);
  }

  return file;
}

function declare(file, node) {
  const [name, second, ...rest] = named(node);
  const about = { line: line(name) };
  if (node.type === 'parameter_declaration') {
    about.type = second.text;
    about.required = rest.length === 0 && !second.text.endsWith('?');
  } else if (node.type === 'module_declaration') {
    const body = [...below(node)].find(child => child.type === 'object');
    const passed = property(body, 'params');
    about.path = unquoted(second);
    about.passed = new Map(passed ? named(passed).map(pair => [named(pair)[0].text, line(pair)]) : []);
  } else if (node.type === 'resource_declaration') {
    about.existing = node.children.some(child => child.type === 'existing');
  }

  file[kinds[node.type]].set(name.text, about);
}

function use(file, top) {
  const local = new Set();
  const found = [];
  for (const node of below(top)) {
    if (node.type === 'lambda_expression') {
      [...below(named(node)[0])].filter(child => child.type === 'identifier').forEach(child => local.add(child.text));
    } else if (node.type === 'for_statement' && named(node)[0].type === 'identifier') {
      local.add(named(node)[0].text);
    } else if (node.type === 'loop_variable' || node.type === 'loop_enumerator') {
      local.add(node.text);
    } else if (node.type === 'identifier' && !isName(node)) {
      found.push({ name: node.text, line: line(node) });
    } else if (node.type === 'member_expression') {
      const [object, output] = named(node);
      if (object.type === 'member_expression' && named(object)[1]?.text === 'outputs') {
        file.outputUses.push({ module: named(object)[0].text, output: output.text, line: line(output) });
      }
    }
  }

  file.uses.push(...found.filter(one => !local.has(one.name)));
}

// A name that is declared or is a key or a function, and refers to nothing.
function isName(node) {
  const parent = node.parent;
  const first = named(parent)[0].equals(node);
  return first && (kinds[parent.type] !== undefined || parent.type === 'call_expression' || (parent.type === 'object_property' && named(parent).length > 1));
}
