// Loaded into Azurite before its own code, so that it ends with LocalHost and not before.

// Ctrl+C in a terminal reaches the whole process group, but LocalHost needs storage until it has stopped.
const once = process.once;
process.once = (event, listener) => event === 'SIGINT' ? process : once.call(process, event, listener);
process.on('SIGINT', () => {});

// LocalHost has the other end of this pipe. The pipe closes when LocalHost ends, even when it is killed.
process.stdin.resume();
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3000).unref();
});
