import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A program that knows viruses. */
export interface Scanner {
  /** Rejects when it gives no clear answer; the caller asks again later. */
  scan(source: AsyncIterable<Buffer>, bytes: number): Promise<Verdict>;
}

/** `too-large`: it reads no files of this size, so it will never say anything about this one. */
export type Verdict = { infected: false } | { infected: true; threat: string } | 'too-large';

/** Silence of the daemon after which it is asked again later, in milliseconds: it reads two gigabytes before it answers. */
const LONGEST = 60_000;
/** Bytes that a scanner goes through in a millisecond, at least. */
const SLOWEST = 2000;

/**
 * ClamAV's daemon over its socket. Its protocol is a command (INSTREAM), pieces that each begin with their length, and one line of
 * answer; the usual library of it takes from a source whatever comes, so that a large file would pile up in memory.
 *
 * @param address a socket's path, or `host:port`
 */
export function createClamAv(address: string): Scanner {
  const tcp = /^\[?([^/\]]+)\]?:(\d+)$/.exec(address);
  return {
    async scan(source, bytes) {
      const socket = tcp ? connect(Number(tcp[2]), tcp[1]) : connect(address);
      socket.setTimeout(LONGEST + bytes / SLOWEST, () => socket.destroy(new Error('ClamAV did not answer in time')));
      try {
        await once(socket, 'connect');
        const answer = readAnswer(socket);
        // The daemon may have spoken and gone before it has been sent everything: what it said counts.
        await Promise.race([send(socket, source), answer]).catch(() => undefined);
        return verdictOf(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, source: AsyncIterable<Buffer>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of source) {
    if (piece.length === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await once(socket, 'drain');
    if (socket.destroyed) return;
  }
  socket.write(Buffer.alloc(4));
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      answer += part;
      if (answer.includes('\0')) resolve(answer);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

function verdictOf(answer: string): Verdict {
  const line = answer.replaceAll('\0', '').trim();
  if (line === 'stream: OK') return { infected: false };
  const found = /^stream: (.+) FOUND$/.exec(line);
  if (found?.[1] !== undefined) return { infected: true, threat: found[1] };
  if (/size limit exceeded/i.test(line)) return 'too-large';
  throw new Error('ClamAV gave no clear answer');
}
