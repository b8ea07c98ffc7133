import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server on the loopback that can be cut: every connection of both sides goes through it. */
export interface Line {
  port: number;
  /** Ends every connection, and takes no new one until `mend`. */
  cut(): void;
  /** Connections stay, and nothing comes through them: what a firewall that forgot them does. */
  halt(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function lineTo(port: number): Promise<Line> {
  const pairs = new Set<[Socket, Socket]>();
  let state: 'whole' | 'cut' | 'halted' = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(port, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('data', (bytes) => {
        if (!other.write(bytes)) one.pause();
      });
      one.on('drain', () => {
        if (state !== 'halted') other.resume();
      });
      one.on('error', () => undefined);
      // What was said before the end is passed on first.
      one.on('end', () => other.end());
      one.on('close', (failed) => {
        if (failed) other.destroy();
        else other.end();
        if (other.destroyed) pairs.delete(pair);
      });
      if (state === 'halted') one.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const each = (work: (socket: Socket) => void): void => {
    for (const pair of pairs) for (const socket of pair) work(socket);
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      state = 'cut';
      each((socket) => socket.destroy());
    },
    halt() {
      state = 'halted';
      each((socket) => socket.pause());
    },
    mend() {
      state = 'whole';
      each((socket) => socket.resume());
    },
    async close() {
      each((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
