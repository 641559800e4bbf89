// A real mail server for tests. The first line of its input says how it is to behave; it says what happens, one JSON per line,
// and ends with its input.
const { createInterface } = require('node:readline');
const { SMTPServer } = require('smtp-server');

const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const start = (options) => {
  const server = new SMTPServer({
    secure: options.tls === 'tls',
    hideSTARTTLS: options.tls !== 'starttls',
    key: options.key ?? undefined,
    cert: options.certificate ?? undefined,
    authMethods: options.ways,
    authOptional: !options.user,
    disabledCommands: options.user ? [] : ['AUTH'],
    allowInsecureAuth: true,
    onAuth: (auth, session, done) => auth.username === options.user && auth.password === options.password
      ? done(null, { user: auth.username })
      : done(refusal(535, '5.7.8 Who are you?')),
    onRcptTo: (address, session, done) => address.address.startsWith('refused') ? done(refusal(550, '5.1.1 No such mailbox'))
      : address.address.startsWith('later') ? done(refusal(451, '4.7.1 Come back later')) : done(),
    onData: (stream, session, done) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        say({
          secure: session.secure, user: session.user || null, from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((recipient) => recipient.address), mail: Buffer.concat(chunks).toString('base64'),
        });
        done();
      });
    },
  });
  server.on('error', () => {}); // A client that does not trust the certificate hangs up.
  server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
};

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => start(JSON.parse(line)));
lines.once('close', () => process.exit());
