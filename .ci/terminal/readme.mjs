import { readFileSync } from 'node:fs';

const commands = [...readFileSync('README.md', 'utf8').matchAll(/^```sh(?: fails)?\n([^]*?)^```$/gm)].flatMap(([, block]) => block.trim().split('\n'));

// How LocalHost is started, and what is given to it then.
export const start = commands.find(command => command.endsWith('src/LocalHost'));
export const given = commands.filter(command => command.startsWith('hook '));
