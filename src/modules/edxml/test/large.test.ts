import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileSource, readPacket, writeDocument } from '../index.ts';
import { at, inFolder, letterFacts, newSigner } from './samples.ts';

const MEGABYTE = 1024 * 1024;
const SIZE = 64;

/** The collector of this process, at once and for all of the memory. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('a large packet is written, checked and unpacked with flat memory', async () => {
  const signer = await newSigner('large');
  const block = randomBytes(MEGABYTE);
  const expected = createHash('sha256');
  for (let n = 0; n < SIZE; n += 1) expected.update(block);
  const attachment = {
    contentId: '1',
    name: 'bản đồ.pdf',
    mediaType: 'application/pdf',
    async *open() {
      for (let n = 0; n < SIZE; n += 1) yield block;
    },
  };
  // What is held stays when the collector has been; what waits for it depends on how busy the machine is.
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let peak = 0;
  let looks = 0;
  let next = 0;
  const look = () => {
    // At most a fifth of the time: the collector goes through all that the process has read in, and a look at each piece took half of it.
    if (performance.now() < next) return;
    const began = performance.now();
    peak = Math.max(peak, used());
    looks += 1;
    next = performance.now() + 4 * (performance.now() - began);
  };
  const before = used();
  const path = inFolder('large.edxml');
  const packet = await writeDocument(letterFacts(), [attachment], { identity: signer, at });
  const watched = async function* () {
    for await (const piece of packet) {
      look();
      yield piece;
    }
  };
  await pipeline(Readable.from(watched()), createWriteStream(path));
  const { size } = statSync(path);
  assert.ok(size > SIZE * MEGABYTE * 1.33);
  const read = await readPacket(fileSource(path, size));
  look();
  assert.equal((await read.checkSignature({ roots: [signer.root], at })).state, 'valid');
  look();
  assert.equal(read.kind, 'document');
  const opened = await (read.kind === 'document' ? read.attachments[0] : undefined)?.open();
  assert.ok(opened);
  const found = createHash('sha256');
  for await (const piece of opened.stream) {
    look();
    found.update(piece);
  }
  await opened.close();
  assert.equal(found.digest('hex'), expected.digest('hex'));
  const grown = Math.round((peak - before) / MEGABYTE);
  console.log(`packet of ${Math.round(size / MEGABYTE)} MB: ${grown} MB more in use than before`);
  assert.ok(looks > 10 && grown < 64, `${grown} MB more for a packet of ${Math.round(size / MEGABYTE)} MB`);
});
