// Checks bicep as far as it goes without its compiler: that every file can be read, that every name, module, parameter and output
// exists and is of use, that parameter files fit, and that alert queries are Kusto.
import path from 'node:path';
import { queryProblems } from './kusto.mjs';
import { names } from './names.mjs';
import { parse } from './syntax.mjs';

/** Problems as "file:line: message"; files are a map of path to text. */
export function check(files) {
  const problems = [];
  const known = new Map();
  for (const [file, text] of files) {
    if (file.endsWith('.bicep')) {
      const tree = parse(text);
      known.set(file, names(tree.root));
      problems.push(...tree.problems.map(found => at(file, found)), ...queryProblems(tree.root).map(found => at(file, found)));
    }
  }

  for (const [file, declared] of known) {
    problems.push(...references(file, declared), ...modules(file, declared, known), ...imports(file, declared, known));
  }

  for (const [file, text] of files) {
    if (file.endsWith('.parameters.json')) {
      problems.push(...parameters(file, text, known));
    }
  }

  return problems;
}

const at = (file, { line, message }) => `${file}:${line}: ${message}`;
const beside = (file, other) => path.posix.join(path.posix.dirname(file), other);

function* references(file, declared) {
  const all = new Map([...declared.parameters, ...declared.variables, ...declared.resources, ...declared.modules, ...declared.types, ...declared.imports]);
  for (const { name, line } of declared.uses) {
    if (!all.has(name)) {
      yield at(file, { line, message: `there is no '${name}'` });
    }
  }

  const used = new Set(declared.uses.map(one => one.name));
  const existing = [...declared.resources].filter(([, about]) => about.existing);
  for (const [name, { line }] of [...declared.parameters, ...declared.variables, ...declared.imports, ...existing]) {
    if (!used.has(name)) {
      yield at(file, { line, message: `'${name}' is not used` });
    }
  }
}

function* modules(file, declared, known) {
  for (const [name, { line, path: target, passed }] of declared.modules) {
    const module = known.get(beside(file, target));
    if (!module) {
      yield at(file, { line, message: `there is no module '${target}'` });
      continue;
    }

    for (const [parameter, where] of passed) {
      if (!module.parameters.has(parameter)) {
        yield at(file, { line: where, message: `'${target}' has no parameter '${parameter}'` });
      }
    }

    for (const [parameter, { required }] of module.parameters) {
      if (required && !passed.has(parameter)) {
        yield at(file, { line, message: `'${name}' passes no '${parameter}', which '${target}' requires` });
      }
    }

    for (const use of declared.outputUses.filter(one => one.module === name && !module.outputs.has(one.output))) {
      yield at(file, { line: use.line, message: `'${target}' has no output '${use.output}'` });
    }
  }
}

function* imports(file, declared, known) {
  for (const [name, { line, from }] of declared.imports) {
    if (!known.get(beside(file, from))?.types.has(name)) {
      yield at(file, { line, message: `'${from}' exports no '${name}'` });
    }
  }
}

const typeOf = value => (Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'int' : typeof value === 'boolean' ? 'bool' : typeof value);

function* parameters(file, text, known) {
  const main = file.replace('.parameters.json', '.bicep');
  const wanted = known.get(main)?.parameters ?? new Map();
  const given = JSON.parse(text).parameters;
  for (const [name, { value }] of Object.entries(given)) {
    const type = wanted.get(name)?.type;
    const simple = type?.endsWith('[]') ? 'array' : type;
    if (type === undefined) {
      yield at(file, { line: 1, message: `'${main}' has no parameter '${name}'` });
    } else if (['string', 'int', 'bool', 'array', 'object'].includes(simple) && typeOf(value) !== simple && !/^\$\{.+\}$/.test(value)) {
      yield at(file, { line: 1, message: `'${name}' is ${typeOf(value)}, and '${main}' wants ${type}` });
    }
  }

  for (const [name, { required }] of wanted) {
    if (required && !(name in given)) {
      yield at(file, { line: 1, message: `'${name}' is required by '${main}' and has no value` });
    }
  }
}
