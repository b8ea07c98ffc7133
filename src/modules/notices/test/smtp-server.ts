import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A mail that the server took. */
export interface Taken {
  from: string;
  to: string;
  /** Head and body as they came over the line. */
  raw: string;
  /** The body, transfer encoding undone. */
  text: string;
}

/** How the server answers `RCPT TO`, e.g. '550 5.1.1 No such user'; undefined: it takes the mail. */
export interface SmtpServer {
  url: string;
  taken: Taken[];
  refuseWith: string | undefined;
  close(): Promise<void>;
}

/** A mail server of forty lines, on loopback: enough of RFC 5321 to be told the truth by a real client. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const state: SmtpServer = { url: '', taken: [], refuseWith: undefined, close: async () => undefined };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  state.url = `smtp://127.0.0.1:${address.port}`;
  state.close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await wait(1);
  };
  return state;
}

function converse(socket: Socket, state: SmtpServer): void {
  let heard = '';
  let mail: { from: string; to: string } = { from: '', to: '' };
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 thu.thu.vn ESMTP');
  socket.on('data', (data) => {
    heard += data.toString('utf8');
    for (;;) {
      const end = heard.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      const line = heard.slice(0, end);
      heard = heard.slice(end + (inData ? 5 : 2));
      if (inData) {
        state.taken.push({ ...mail, raw: line, text: bodyOf(line) });
        inData = false;
        say('250 2.0.0 OK');
        continue;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') say('250-thu.thu.vn\r\n250 8BITMIME');
      else if (verb === 'MAIL') {
        mail = { from: within(line), to: '' };
        say('250 OK');
      } else if (verb === 'RCPT') {
        mail.to = within(line);
        say(state.refuseWith ?? '250 OK');
      } else if (verb === 'DATA') {
        inData = true;
        say('354 Go');
      } else if (verb === 'QUIT') {
        socket.end('221 Bye\r\n');
        return;
      } else say('250 OK');
    }
  });
}

function within(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

function bodyOf(raw: string): string {
  const split = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, split), raw.slice(split + 4)];
  if (/content-transfer-encoding:\s*base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (/content-transfer-encoding:\s*quoted-printable/i.test(head))
    return Buffer.from(
      body
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString('utf8');
  return body;
}
