import assert from 'node:assert/strict';
import test from 'node:test';
import { estimate, merge, sample, table } from './report.mjs';

const mutant = (column, status, line = 1) => ({ mutatorName: 'M', replacement: 'x', status, location: { start: { line, column }, end: { line, column: column + 2 } } });
const report = (mutants, source = 'abcdef\nghijkl\n', name = '/x/src/Webhooks/Signing/A.cs') => ({ files: { [name]: { source, mutants } } });
const row = (files, name) => table(files).split('\n').find(line => line.startsWith(`| ${name} |`));

test('what any run has noticed is noticed, whatever another says', () => {
  const files = merge([report([mutant(1, 'Survived'), mutant(2, 'NoCoverage'), mutant(3, 'Killed')]), report([mutant(1, 'Killed'), mutant(2, 'Survived'), mutant(3, 'Survived')])]);

  assert.equal(row(files, 'Signing'), '| Signing | 3 | 2 | 1 | 0 | 66.7 % |');
});

test('what does not compile, and what a run was not asked about, is not counted', () => {
  const files = merge([report([mutant(1, 'Timeout'), mutant(2, 'CompileError'), mutant(3, 'Ignored')])]);

  assert.equal(row(files, 'all'), '| all | 1 | 1 | 0 | 0 | 100.0 % |');
});

test('a file that has changed is known by its later report alone', () => {
  const files = merge([report([mutant(1, 'Killed')]), report([mutant(1, 'Survived')], 'other text')]);

  assert.equal(row(files, 'Signing'), '| Signing | 1 | 0 | 1 | 0 | 0.0 % |');
});

test('a sample holds what nobody has noticed, and is the same for the same seed', () => {
  const files = merge([report([mutant(1, 'Killed'), mutant(3, 'Survived'), mutant(2, 'NoCoverage', 2)])]);
  const places = sample(files, 5, 1).picked.map(({ mutant: { location } }) => `${location.start.line}:${location.start.column}`);

  assert.deepEqual(places.sort(), ['1:3', '2:2']);
  assert.deepEqual(sample(files, 1, 7), sample(files, 1, 7));
  assert.equal(sample(files, 1, 7).picked.length, 1);
});

test('what a sample says counts for what was open', () => {
  const files = merge([report([...Array(80)].map((_, at) => mutant(at, 'Killed')).concat([...Array(20)].map((_, at) => mutant(100 + at, 'NoCoverage'))))]);
  const found = report([...Array(20)].map((_, at) => mutant(100 + at, at < 15 ? 'Killed' : 'Survived')));
  const said = estimate(files, 20, 1, found);

  assert.deepEqual([said.all, said.of, said.sampled, said.noticed, said.score], [100, 20, 20, 15, 95]);
  assert.ok(said.least > 90 && said.least < 95 && said.most > 95 && said.most < 100);
  assert.throws(() => estimate(files, 20, 1, report([mutant(100, 'Killed')])), /not of this sample/);
});
