// Adds up Cobertura reports of several test projects: a line counts once, whoever has run it.
//   node .ci/coverage/summary.mjs FOLDER ASSEMBLY...
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const attribute = (element, name) => element.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];

// What a generator writes is not ours to test.
const isOurs = file => !/(^|\/)obj\/|\.g\.cs$/.test(file.replaceAll('\\', '/'));

// A report names files from the folder that all of its files share, which is the project's own when it has seen no other.
const withinProject = (file, assembly) => {
  const path = file.replaceAll('\\', '/').split('/src/').pop();
  return path.startsWith(`${assembly}/`) ? path.slice(assembly.length + 1) : path;
};

export function add(report, lines = new Map()) {
  let assembly = '', file = '';
  for (const [element] of report.matchAll(/<(package|class|line) [^>]*>/g)) {
    if (element.startsWith('<package')) assembly = attribute(element, 'name');
    else if (element.startsWith('<class')) file = attribute(element, 'filename');
    else if (isOurs(file)) {
      const key = `${assembly}|${withinProject(file, assembly)}|${attribute(element, 'number')}`;
      const [, taken = '0', all = '0'] = attribute(element, 'condition-coverage')?.match(/\((\d+)\/(\d+)\)/) ?? [];
      const before = lines.get(key) ?? { assembly, hit: false, taken: 0, all: 0 };
      lines.set(key, {
        assembly,
        hit: before.hit || Number(attribute(element, 'hits')) > 0,
        // Two reports may have taken different branches of a line; which, they do not say. At least the larger number was taken.
        taken: Math.max(before.taken, Number(taken)),
        all: Math.max(before.all, Number(all)),
      });
    }
  }
  return lines;
}

export function summary(lines, assembly) {
  const own = [...lines.values()].filter(line => line.assembly === assembly);
  const sum = of => own.reduce((total, line) => total + of(line), 0);
  const part = (some, all) => `${all === 0 ? '0.0' : (100 * some / all).toFixed(1)} % of ${all.toLocaleString('en-US')}`;
  return `${assembly}: ${part(sum(line => (line.hit ? 1 : 0)), own.length)} lines, ${part(sum(line => line.taken), sum(line => line.all))} branches`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, ...assemblies] = process.argv.slice(2);
  const reports = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('coverage.cobertura.xml'));
  const lines = reports.reduce((sofar, file) => add(readFileSync(join(folder, file), 'utf8'), sofar), new Map());
  for (const assembly of assemblies) console.log(summary(lines, assembly));
  if (lines.size === 0) {
    console.error(`There is no coverage report under ${folder}.`);
    process.exitCode = 1;
  }
}
