import decode from 'heic-decode';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is given: the bytes of a HEIC picture and the most pixels that it may have. */
export interface HeicTask {
  bytes: Uint8Array;
  mostPixels: number;
}

/** What it answers: RGBA pixels, or the reason for none. */
export type HeicAnswer =
  | { ok: true; width: number; height: number; rgba: Uint8ClampedArray<ArrayBuffer> }
  | { ok: false; why: 'truncated' | 'too-many-pixels' };

async function run({ bytes, mostPixels }: HeicTask): Promise<HeicAnswer> {
  const pictures = await decode.all({ buffer: bytes });
  const first = pictures[0];
  if (first === undefined) return { ok: false, why: 'truncated' };
  // Checked before a single pixel is unpacked: a picture of 973 bytes may declare 4 GB of them.
  if (first.width * first.height > mostPixels) return { ok: false, why: 'too-many-pixels' };
  const { width, height, data } = await first.decode();
  return { ok: true, width, height, rgba: data };
}

const answer = await run(workerData as HeicTask).catch((): HeicAnswer => ({ ok: false, why: 'truncated' }));
parentPort?.postMessage(answer, answer.ok ? [answer.rgba.buffer] : []);
