// A process of its own, for large-memory.test.ts: streams MB megabytes in and out again and prints how far its memory grew.
import { createHash, randomFillSync } from 'node:crypto';
import { newId } from '#platform/id.ts';
import { startNode } from '#test/world/node.ts';
import { createFiles, type Files } from '../index.ts';

const MB = 1024 * 1024;
const megabytes = Number(process.argv[2]);
let files: Files | undefined;
const node = await startNode({ build: (deps) => [(files = createFiles(deps))] });

/** Never the same twice, and made as it is asked for, so that only the room's own memory counts. */
async function* film(size: number): AsyncGenerator<Buffer> {
  const part = Buffer.alloc(64 * 1024);
  for (let at = 0; at < size; at += part.length) {
    const fresh = Buffer.from(part);
    randomFillSync(fresh, 0, 32);
    if (at === 0) fresh.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
    yield fresh;
  }
}

async function through(size: number): Promise<boolean> {
  if (!files) throw new Error('The room is not there');
  const file = await files.receiveLarge(film(size), { name: 'phim.mp4', owner: newId() });
  const hash = createHash('sha256');
  for await (const part of await files.openStream(file.id)) hash.update(part);
  return hash.digest('hex') === file.sha256;
}

// The first sixteen megabytes load code and fill the pools that every process has.
await through(16 * MB);
const before = process.resourceUsage().maxRSS;
const same = await through(megabytes * MB);
const grown = Math.round((process.resourceUsage().maxRSS - before) / 1024);
await node.close();
console.log(JSON.stringify({ same, grown }));
process.exit(0);
