import assert from 'node:assert/strict';
import test from 'node:test';
import { add, summary } from './summary.mjs';

const report = (file, lines) => `<package name="Webhooks" line-rate="1"><classes><class name="A" filename="${file}"><lines>${lines}</lines></class></classes></package>`;

test('a line that either report has run counts once', () => {
  const lines = add(report('/x/src/Webhooks/A.cs', '<line number="1" hits="1" branch="False" /><line number="2" hits="0" branch="False" />'));
  add(report('/y/src/Webhooks/A.cs', '<line number="1" hits="4" branch="False" /><line number="2" hits="3" branch="False" /><line number="3" hits="0" branch="False" />'), lines);

  assert.equal(summary(lines, 'Webhooks'), 'Webhooks: 66.7 % of 3 lines, 0.0 % of 0 branches');
});

test('branches of a line are those that the better report has taken', () => {
  const line = taken => `<line number="1" hits="1" branch="True" condition-coverage="${50 * taken}% (${taken}/2)">`;
  const lines = add(report('A.cs', line(1)));
  add(report('A.cs', line(2)), lines);

  assert.equal(summary(lines, 'Webhooks'), 'Webhooks: 100.0 % of 1 lines, 100.0 % of 2 branches');
});

test('what a generator wrote is left out', () => {
  const lines = add(report('/x/src/Webhooks/obj/Debug/Logging.g.cs', '<line number="1" hits="0" branch="False" />'));

  assert.equal(lines.size, 0);
});

test('a file is the same whether a report names it from the project or from the folder above', () => {
  const lines = add(report('Events/A.cs', '<line number="1" hits="0" branch="False" />'));
  add(report('Webhooks/Events/A.cs', '<line number="1" hits="2" branch="False" />'), lines);

  assert.equal(summary(lines, 'Webhooks'), 'Webhooks: 100.0 % of 1 lines, 0.0 % of 0 branches');
});
