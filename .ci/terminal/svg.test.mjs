import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { given, start } from './readme.mjs';
import { draw, lines } from './svg.mjs';

const text = rows => rows.map(runs => runs.map(run => run.text).join(''));

test('a line is as wide as the terminal, and goes on in the next', () => {
  assert.deepEqual(text(lines('abcdef\n\ngh\r\n', 4)), ['abcd', 'ef', '', 'gh']);
});

test('colours end where they are ended, on a later line, too', () => {
  const [first, second] = lines('a\x1b[1;31mb\nc\x1b[0md', 80);
  assert.deepEqual(first.map(run => [run.column, run.text, run.style.colour, run.style.bold]), [[0, 'a', undefined, undefined], [1, 'b', '#ff7b72', true]]);
  assert.deepEqual(second.map(run => [run.text, run.style.colour]), [['c', '#ff7b72'], ['d', undefined]]);
});

test('what is written over, and what moves the cursor, is left out', () => {
  assert.deepEqual(text(lines('10 %\r100 %\n\x1b[?25lx\x1b[2K\x1b]8;;http://a\x1b\\y', 80)), ['100 %', 'xy']);
});

test('a terminal that prints more than it has rows scrolls when it does', () => {
  const picture = draw([{ title: '1', rows: 2, printed: [{ at: 1, text: 'a' }, { at: 5, text: 'b\nc' }] }], { columns: 10, seconds: 10, alt: 'alt' });
  assert.match(picture, /10\.00%\{opacity:1\}/);
  assert.match(picture, /50\.00%\{transform:translateY\(-16px\)\}/);
  assert.match(picture, /transform:translateY\(-16px\)">/);
});

test('what a program prints is text, never a part of the picture', () => {
  assert.ok(!draw([{ title: '<a>', rows: 1, printed: [{ at: 0, text: '</text><script>&"\u0007' }] }], { columns: 80, seconds: 1, alt: '"<' }).match(/<script|<a>|&"|\u0007|"">?</));
});

test('the picture of the README shows the commands of the README, and is small', () => {
  const picture = readFileSync('docs/images/first-minutes.svg', 'utf8');
  assert.ok(given.length > 5 && picture.length < 200_000);
  assert.deepEqual([start, ...given].filter(command => !picture.includes(command)), [], 'record it again: bash .ci/screenshots');
});
