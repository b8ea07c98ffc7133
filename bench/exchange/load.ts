// A system of an agency that hands documents over by signed requests, in a process of its own: started by bench/exchange.ts, told what to do
// by messages. Requests are signed before the clock starts, so that this process costs the node as little as it can.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
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
  /** The first refusal in full, to see what is wrong. */
  sample?: string;
}

interface Prepared {
  body: Buffer;
  headers: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

async function prepare(sender: Sender, documents: number): Promise<Prepared[]> {
  const privateKey = createPrivateKey(sender.privateKey);
  const made: Prepared[] = [];
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
    made.push({ body, headers: { ...headers, 'content-length': String(body.length) } });
  }
  return made;
}

function post(url: string, { body, headers }: Prepared): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    call.on('error', (error) => resolve({ status: 0, text: String(error) }));
    call.end(body);
  });
}

async function carryOut(order: Order): Promise<Answer> {
  const { sender } = order;
  const documents = order.kind === 'flood' ? order.documents : order.seconds * order.rate;
  const prepared = await prepare(sender, documents);
  const answer: Answer = { accepted: 0, refused: {}, seconds: 0, latencies: [] };
  const send = async (one: Prepared, due: number): Promise<void> => {
    const { status, text } = await post(sender.url, one);
    answer.latencies.push(performance.now() - due);
    if (status === 201 || status === 200) answer.accepted += 1;
    else {
      answer.refused[status] = (answer.refused[status] ?? 0) + 1;
      answer.sample ??= text.slice(0, 500);
    }
  };
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
