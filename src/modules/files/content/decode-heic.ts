import { Worker } from 'node:worker_threads';
import type { HeicAnswer, HeicTask } from './heic-worker.ts';

/** 50 megapixels as RGBA take 200 MB for the second that it lasts; phones that take HEIC make 12 to 48. */
const MOST_PIXELS = 50_000_000;
const LONGEST = 30_000;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Unpacks an iPhone's picture. It takes a second or two of pure computing, so it is done in a thread of its own, one
 * picture at a time, and the thread ends with it: its memory goes back, and requests are answered meanwhile.
 */
export function decodeHeic(bytes: Buffer): Promise<HeicAnswer> {
  const mine = turn.then(() => decodeInThread(bytes));
  turn = mine.catch(() => undefined);
  return mine;
}

function decodeInThread(bytes: Buffer): Promise<HeicAnswer> {
  return new Promise((resolve) => {
    const task: HeicTask = { bytes, mostPixels: MOST_PIXELS };
    // The decoder prints its complaints; they would stand unexplained in the server's log.
    const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), {
      workerData: task,
      stdout: true,
      stderr: true,
    });
    const finish = (answer: HeicAnswer) => {
      clearTimeout(alarm);
      resolve(answer);
      void worker.terminate();
    };
    const alarm = setTimeout(() => finish({ ok: false, why: 'truncated' }), LONGEST);
    worker.once('message', finish);
    worker.once('error', () => finish({ ok: false, why: 'truncated' }));
    worker.once('exit', () => finish({ ok: false, why: 'truncated' }));
  });
}
