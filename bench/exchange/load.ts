// A system of an agency that hands documents over by signed requests, in a process of its own: started by bench/exchange.ts, told what to do
// by messages. Requests are signed and written out as bytes before the clock starts, and answers are read no further than their length and
// status, so that this process, which shares the machine, takes as little of it as it can.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { signRequest } from '#platform/web/message-signatures.ts';
import { envelopeOf, type Sender } from './sender.ts';

export type Order =
  | { kind: 'flood'; sender: Sender; documents: number; connections: number }
  | { kind: 'steady'; sender: Sender; seconds: number; rate: number };

export interface Answer {
  /** Receipts that came. */
  accepted: number;
  /** Everything else, by status. */
  refused: Record<string, number>;
  seconds: number;
  /** From the moment at which a document was due until its receipt was there, milliseconds. */
  latencies: number[];
  /** Processor time of this process from the first document to the last receipt. */
  cpuMs: number;
  /** The first refusal in full, to see what is wrong. */
  sample?: string;
}

/** Requests as they go over the wire. */
async function prepare(sender: Sender, documents: number): Promise<Buffer[]> {
  const privateKey = createPrivateKey(sender.privateKey);
  const { pathname, host } = new URL(sender.url);
  const made: Buffer[] = [];
  for (let index = 0; index < documents; index += 1) {
    const key = `bench-${randomBytes(9).toString('hex')}`;
    const body = Buffer.from(JSON.stringify({ key, envelope: envelopeOf(sender, index) }));
    const headers = await signRequest({
      method: 'POST',
      url: sender.url,
      headers: { 'content-type': 'application/json' },
      body,
      keyId: sender.keyId,
      privateKey,
    });
    const lines = Object.entries({ host, ...headers, 'content-length': String(body.length) });
    const head = `POST ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    made.push(Buffer.concat([Buffer.from(head), body]));
  }
  return made;
}

interface Reply {
  status: number;
  text: string;
}

/** One connection that is kept: a request goes, its answer comes, then the next. */
class Wire {
  readonly #socket: Socket;
  #parts: Buffer[] = [];
  #waiting: ((reply: Reply) => void) | undefined;
  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (part) => this.#take(part));
    this.#socket.on('error', (error) => this.#answer({ status: 0, text: String(error) }));
    this.#socket.on('close', () => this.#answer({ status: 0, text: 'closed' }));
  }
  get usable(): boolean {
    return !this.#socket.destroyed;
  }
  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#socket.write(request);
    });
  }
  #take(part: Buffer): void {
    this.#parts.push(part);
    const all = this.#parts.length === 1 ? part : Buffer.concat(this.#parts);
    const end = all.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (!Number.isInteger(length)) return this.#answer({ status: 0, text: `An answer without its length: ${head}` });
    if (all.length < end + 4 + length) return;
    this.#parts = [];
    const status = Number(head.slice(9, 12));
    this.#answer({ status, text: status < 300 ? '' : all.toString('utf8', end + 4) });
  }
  #answer(reply: Reply): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(reply);
  }
  end(): void {
    this.#socket.end();
  }
}

async function carryOut(order: Order): Promise<Answer> {
  const { sender } = order;
  const documents = order.kind === 'flood' ? order.documents : order.seconds * order.rate;
  const prepared = await prepare(sender, documents);
  const answer: Answer = { accepted: 0, refused: {}, seconds: 0, latencies: [], cpuMs: 0 };
  const idle: Wire[] = [];
  const send = async (one: Buffer, due: number): Promise<void> => {
    const wire = idle.pop() ?? new Wire(sender.url);
    const { status, text } = await wire.send(one);
    answer.latencies.push(performance.now() - due);
    if (wire.usable) idle.push(wire);
    if (status === 201 || status === 200) answer.accepted += 1;
    else {
      answer.refused[status] = (answer.refused[status] ?? 0) + 1;
      answer.sample ??= text.slice(0, 500);
    }
  };
  const before = process.cpuUsage();
  const started = performance.now();
  if (order.kind === 'flood') {
    await Promise.all(
      Array.from({ length: order.connections }, async () => {
        for (let one = prepared.pop(); one; one = prepared.pop()) await send(one, performance.now());
      }),
    );
  } else {
    // Open: the next document is due whether or not the one before has been answered.
    const underWay: Promise<void>[] = [];
    await new Promise<void>((resolve) => {
      let sent = 0;
      const timer = setInterval(() => {
        const now = performance.now();
        for (let one = prepared[sent]; one && started + (sent * 1000) / order.rate <= now; one = prepared[sent]) {
          underWay.push(send(one, started + (sent * 1000) / order.rate));
          sent += 1;
        }
        if (sent < prepared.length) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await Promise.all(underWay);
  }
  answer.seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  answer.cpuMs = (user + system) / 1000;
  for (const wire of idle) wire.end();
  return answer;
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
