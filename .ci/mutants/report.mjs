// Reads reports of dotnet-stryker, several of one source, and puts them together: a mutant is noticed when any of them says so.
//   node .ci/mutants/report.mjs table REPORT...                     the score by folder, as Markdown
//   node .ci/mutants/report.mjs sample N SEED REPORT...             settings for a run over N mutants that no report has noticed
//   node .ci/mutants/report.mjs estimate N SEED SAMPLE REPORT...    the score of all, from the report of that run
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const noticed = new Set(['Killed', 'Timeout']);
const judged = new Set([...noticed, 'Survived', 'NoCoverage']);
const withinProject = file => file.replaceAll('\\', '/').split('/src/Webhooks/').pop();
const folderOf = name => (name.includes('/') ? name.split('/')[0] : '(top)');
const byName = files => [...files].sort(([one], [other]) => (one < other ? -1 : 1));
const keyOf = mutant => JSON.stringify([mutant.location, mutant.mutatorName, mutant.replacement]);

/** Mutants by file. A report of another text of a file replaces what was known of it, for its mutants are others. */
export function merge(reports) {
  const files = new Map();
  for (const report of reports) {
    for (const [path, { source, mutants }] of Object.entries(report.files)) {
      const name = withinProject(path);
      const counted = mutants.filter(mutant => judged.has(mutant.status));
      if (counted.length === 0) continue;
      if (files.get(name)?.source !== source) files.set(name, { source, mutants: new Map() });
      const known = files.get(name).mutants;
      for (const mutant of counted) {
        const before = known.get(keyOf(mutant));
        if (before && noticed.has(before.status)) continue;
        if (before?.status === 'Survived' && mutant.status === 'NoCoverage') continue;
        known.set(keyOf(mutant), mutant);
      }
    }
  }
  return files;
}

export function table(files) {
  const folders = new Map();
  for (const [name, { mutants }] of byName(files)) {
    const row = folders.get(folderOf(name)) ?? { all: 0, noticed: 0, Survived: 0, NoCoverage: 0 };
    for (const { status } of mutants.values()) {
      row.all++;
      row[noticed.has(status) ? 'noticed' : status]++;
    }
    folders.set(folderOf(name), row);
  }
  const sum = [...folders.values()].reduce((total, row) => Object.fromEntries(Object.keys(row).map(key => [key, (total[key] ?? 0) + row[key]])), {});
  const line = (name, row) => `| ${name} | ${row.all} | ${row.noticed} | ${row.Survived} | ${row.NoCoverage} | ${(100 * row.noticed / row.all).toFixed(1)} % |`;
  return ['| Folder | mutants | noticed | survived | not run | score |', '| --- | --- | --- | --- | --- | --- |',
    ...[...folders].map(([name, row]) => line(name, row)), line('all', sum)].join('\n');
}

/** The same N mutants for the same seed, of those that nobody has noticed. */
export function sample(files, count, seed) {
  const rest = byName(files).flatMap(([name, { source, mutants }]) =>
    [...mutants.values()].filter(mutant => !noticed.has(mutant.status)).map(mutant => ({ name, source, mutant })));
  const random = generator(seed);
  for (let last = rest.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [rest[last], rest[other]] = [rest[other], rest[last]];
  }
  return { of: rest.length, picked: rest.slice(0, count) };
}

/** What the sample says of all: the share of it that its own run has noticed, with the 95 % interval of a share (Wilson). */
export function estimate(files, count, seed, report) {
  const { of, picked } = sample(files, count, seed);
  const found = merge([report]);
  const known = picked.map(({ name, source, mutant }) => {
    const file = found.get(name);
    const again = file?.source === source ? file.mutants.get(keyOf(mutant)) : undefined;
    if (!again) throw new Error(`The report says nothing of ${spanOf(name, source, mutant.location)}: it is not of this sample.`);
    return again;
  });
  const all = [...files.values()].reduce((sum, { mutants }) => sum + mutants.size, 0);
  const share = known.filter(({ status }) => noticed.has(status)).length / known.length;
  const n = known.length, z = 1.96;
  const middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  const score = part => 100 * (all - of + of * part) / all;
  return { all, of, sampled: n, noticed: Math.round(share * n), score: score(share), least: score(middle - half), most: score(middle + half) };
}

// How Stryker is told what to change.
function spanOf(name, source, { start, end }) {
  const lines = source.split('\n');
  const at = ({ line, column }) => lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  return `${name}{${at(start)}..${at(end)}}`;
}

// Mulberry32: small, and the same everywhere.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [verb, ...rest] = process.argv.slice(2);
  const read = paths => merge(paths.map(path => JSON.parse(readFileSync(path, 'utf8'))));
  if (verb === 'table' && rest.length > 0) {
    console.log(table(read(rest)));
  } else if (verb === 'sample' && rest.length > 2) {
    const { of, picked } = sample(read(rest.slice(2)), Number(rest[0]), Number(rest[1]));
    const spans = picked.map(({ name, source, mutant }) => spanOf(name, source, mutant.location));
    console.error(`${spans.length} of ${of} mutants that nobody has noticed so far.`);
    console.log(JSON.stringify({ 'stryker-config': { project: 'Webhooks.csproj', mutate: spans, reporters: ['json', 'cleartext'] } }, null, 2));
  } else if (verb === 'estimate' && rest.length > 3) {
    const { all, of, sampled, noticed: seen, score, least, most } = estimate(read(rest.slice(3)), Number(rest[0]), Number(rest[1]), JSON.parse(readFileSync(rest[2], 'utf8')));
    console.log(`${seen} of ${sampled} sampled mutants are noticed, of ${of} that were open, of ${all}: ${score.toFixed(1)} % in all (95 %: ${least.toFixed(1)} to ${most.toFixed(1)} %).`);
  } else {
    console.error('Write: node .ci/mutants/report.mjs table REPORT..., sample N SEED REPORT... or estimate N SEED SAMPLE REPORT...');
    process.exitCode = 2;
  }
}
