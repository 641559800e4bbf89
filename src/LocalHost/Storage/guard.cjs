// Loaded into Azurite before its own code, so that its life hangs on LocalHost's and on nothing else.

// Ctrl+C in a terminal reaches the whole group, but LocalHost still needs storage while it finishes.
const once = process.once;
process.once = (event, listener) => event === 'SIGINT' ? process : once.call(process, event, listener);
process.on('SIGINT', () => {});

// LocalHost holds the other end of this pipe. However it ends, even killed, the pipe ends with it.
process.stdin.resume();
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3000).unref();
});
