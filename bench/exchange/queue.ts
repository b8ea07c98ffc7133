// The peer, in a process of its own: the same envelopes to a durable queue of RabbitMQ, persistent, each with its publisher confirm.
import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';

export interface QueueOrder {
  port: number;
  /** Bytes of one message. */
  bytes: number;
  /** Messages that wait for their confirm at the same time. */
  underWay: number;
  seconds: number;
  /** Of one document a second; without it as many as go. */
  rate?: number;
}

export interface QueueAnswer {
  perSecond: number;
  latencies: number[];
}

async function carryOut({ port, bytes, underWay, seconds, rate }: QueueOrder): Promise<QueueAnswer> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${port}`);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('documents', { durable: true, arguments: { 'x-queue-type': 'classic' } });
  await channel.purgeQueue('documents');
  // Not one repeated letter: nothing on the way may find it easier than an envelope.
  const message = Buffer.from(randomBytes(bytes).toString('base64').slice(0, bytes));
  const latencies: number[] = [];
  let done = 0;
  const publish = (due: number): Promise<void> =>
    new Promise((resolve, reject) => {
      channel.sendToQueue('documents', message, { persistent: true, contentType: 'application/json' }, (error) => {
        if (error) return reject(error instanceof Error ? error : new Error(String(error)));
        latencies.push(performance.now() - due);
        done += 1;
        resolve();
      });
    });
  const started = performance.now();
  const until = started + seconds * 1000;
  if (rate === undefined)
    await Promise.all(
      Array.from({ length: underWay }, async () => {
        while (performance.now() < until) await publish(performance.now());
      }),
    );
  else {
    const all: Promise<void>[] = [];
    await new Promise<void>((resolve) => {
      let sent = 0;
      const timer = setInterval(() => {
        const now = performance.now();
        for (; sent < rate * seconds && started + (sent * 1000) / rate <= now; sent += 1)
          all.push(publish(started + (sent * 1000) / rate));
        if (sent < rate * seconds) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await Promise.all(all);
  }
  const took = (performance.now() - started) / 1000;
  await channel.deleteQueue('documents');
  await connection.close();
  return { perSecond: done / took, latencies };
}

process.on('message', (order: QueueOrder) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
