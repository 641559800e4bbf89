// Records the first minutes that the README promises: starts LocalHost as it says, gives its `hook` commands in a second terminal, and
// draws what both printed. Everything is built before; longer waits are cut to a second, progress bars are left out, and nothing else is changed.
//   node .ci/terminal/record.mjs FILE.svg
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { given, start } from './readme.mjs';
import { draw } from './svg.mjs';

const [columns, longestWait, lastLook, prompt] = [132, 1, 8, '\x1b[32m$\x1b[0m '];

// Nothing of this machine's user: no profile, no events of before.
const home = mkdtempSync(join(tmpdir(), 'first-minutes-'));
const [queues, tables] = [17101, 17102];
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HOOK_')));
Object.assign(env, {
  TERM: 'xterm-256color', MSBUILDTERMINALLOGGER: 'off', XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home,
  PATH: resolve('src/Cli/bin', env.Configuration ?? 'Debug', 'net10.0') + delimiter + env.PATH,
  AzureWebJobsStorage: 'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;'
    + `QueueEndpoint=http://127.0.0.1:${queues}/devstoreaccount1;TableEndpoint=http://127.0.0.1:${tables}/devstoreaccount1;`,
});

const panes = [{ title: 'Terminal 1', rows: 16, printed: [] }, { title: 'Terminal 2', rows: 24, printed: [] }];
let isOver = false;
const print = (pane, text) => isOver || pane.printed.push({ at: performance.now() / 1000, text });

// `script` gives the command a terminal of its own, so that it prints as it does for a person.
function run(command, pane, redirected = '') {
  print(pane, `${prompt}${command}`);
  const child = spawn('script', ['-qefc', `stty cols ${columns} rows 50; exec ${command} ${redirected}`, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    const whole = (rest + text).lastIndexOf('\n') + 1;
    if (whole > 0) print(pane, (rest + text).slice(0, whole));
    rest = (rest + text).slice(whole);
  });
  return { child, ended: new Promise(done => child.on('close', done)) };
}

const [first, second] = panes;
const host = run(start, first);
try {
  const patience = performance.now() + 300_000;
  while (!first.printed.some(({ text }) => text.includes('Storage is ready'))) {
    if (host.child.exitCode !== null || performance.now() > patience) throw new Error(`LocalHost did not start:\n${first.printed.map(({ text }) => text).join('')}`);
    await sleep(100);
  }
  for (const command of given) {
    await sleep(2500);
    const before = second.printed.length;
    await run(command, second, '2> /dev/null').ended;
    // As long as it takes to read.
    await sleep(1500 + 250 * second.printed.slice(before).map(({ text }) => text).join('').split('\n').length);
  }
} finally {
  isOver = true;
  host.child.stdin.write('\x03');
  await host.ended;
  rmSync(home, { recursive: true });
  rmSync(join('.azurite', `${queues}-${tables}`), { recursive: true, force: true });
}

let [clock, shown] = [0, 0];
for (const one of panes.flatMap(pane => pane.printed).sort((a, b) => a.at - b.at)) {
  shown += Math.min(one.at - clock, clock === 0 ? 0 : one.text.startsWith(prompt) ? 12 : longestWait);
  [clock, one.at] = [one.at, shown];
}
const alt = `Two terminals. The first runs ${start}. In the second: ${given.join('; ')}.`;
writeFileSync(process.argv[2], draw(panes, { columns, seconds: Math.ceil(shown + lastLook), alt }));
