// One gigabyte to a node and back again, as an agency's program sends and fetches an attachment: `node bench/large-files.ts`.
//   ours   the resumable upload and the download over HTTP at a real node: signed in, durable piece by piece, looked at, digest known
//   limit  the same bytes into a file with one fsync at the end, and out of it again
// Beside them the digest alone, and how far the node's memory grows. The last line is JSON.
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { demoOfficers } from '#seeds/demo/index.ts';
import { createClient } from '#platform/client.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { tokenAt } from '../src/cli/demo/sign-in-at.ts';
import { dataFolder, startBenchNode } from './common/node.ts';
import { printReport, short } from './common/report.ts';

const MB = 1024 * 1024;
const megabytes = Number(process.env['BENCH_MEGABYTES'] ?? 1024);
const WARM = 32;
const MOST_GROWTH = 100;
const part = randomFillSync(Buffer.alloc(MB));

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Different from call to call, so that no content is known before. */
async function write(path: string, size: number): Promise<void> {
  randomFillSync(part, 64, 64);
  const file = await open(path, 'w');
  for (let at = 0; at < size; at += 1) {
    if (at === 0) part.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
    await file.write(part);
  }
  await file.sync();
  await file.close();
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: MB })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function upload(url: string, cookie: string, path: string, size: number): Promise<string> {
  const begun = await createClient(url, () => ({ cookie })).fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(size * MB),
      'upload-metadata': `filename ${Buffer.from('phim.mp4').toString('base64')},purpose ${Buffer.from('exchange').toString('base64')}`,
    },
  });
  const location = begun.headers.get('location');
  if (!location) throw new Error(`The upload was not begun: ${begun.status} ${await begun.text()}`);
  await new Promise<void>((resolve, reject) => {
    const sending = request(`${url}${location}`, {
      method: 'PATCH',
      headers: {
        cookie,
        origin: url,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': size * MB,
      },
    });
    sending.on('response', (answer) => {
      answer.resume();
      if (answer.statusCode === 204) resolve();
      else reject(new Error(`The upload was refused: ${answer.statusCode}`));
    });
    sending.on('error', reject);
    pipeline(createReadStream(path, { highWaterMark: MB }), sending).catch(reject);
  });
  return location.split('/').at(-1) ?? '';
}

async function download(url: string, cookie: string, id: string): Promise<number> {
  const response = await fetch(`${url}/api/files/${id}/content`, { headers: { cookie } });
  let bytes = 0;
  for await (const piece of response.body ?? []) bytes += piece.length;
  return bytes;
}

/** Resident memory of a process now and at its highest, in MB (Linux). */
function memoryOf(pid: number): { now: number; highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { now: of('VmRSS'), highest: of('VmHWM') };
}

const folder = dataFolder('large-files');
const node = await startBenchNode(folder.dir);
try {
  const pid = node.child.pid ?? 0;
  const code = readFileSync(join(folder.dir, 'secrets', 'demo-code'), 'utf8').trim();
  const sender = demoOfficers.find((one) => one.name === 'Nông Thị Duyên');
  const token = await tokenAt(node.url, code, { officerId: sender?.id ?? '' });
  const cookie = `${SESSION_COOKIE}=${token}`;
  const path = join(folder.dir, 'film');
  await write(path, WARM);
  await download(node.url, cookie, await upload(node.url, cookie, path, WARM));
  const before = memoryOf(pid);
  const rawWrite = megabytes / (await timed(() => write(path, megabytes)));
  let digest = '';
  const hashing = megabytes / (await timed(async () => void (digest = await digestOf(path))));
  let id = '';
  const up = megabytes / (await timed(async () => void (id = await upload(node.url, cookie, path, megabytes))));
  let bytes = 0;
  const down = megabytes / (await timed(async () => void (bytes = await download(node.url, cookie, id))));
  const rawRead =
    megabytes /
    (await timed(async () => {
      for await (const piece of createReadStream(path, { highWaterMark: MB })) void piece;
    }));
  const grown = Math.max(0, memoryOf(pid).highest - Math.max(before.now, before.highest));
  const known = (await (await fetch(`${node.url}/api/files/${id}`, { headers: { cookie } })).json()) as {
    sha256: string;
  };
  if (known.sha256 !== digest || bytes !== megabytes * MB) throw new Error('What came back is not what was sent');
  printReport({
    bench: 'large-files',
    figures: [
      {
        what: `A file of ${megabytes} MB to the node`,
        unit: 'MB/s',
        ours: up,
        peer: { name: 'SHA-256 of the same file alone', value: hashing },
        limit: { name: 'the same bytes into a file, fsync', value: rawWrite },
      },
      {
        what: `The same file back`,
        unit: 'MB/s',
        ours: down,
        limit: { name: 'read from a file', value: rawRead },
      },
      {
        what: 'Growth of the node’s memory meanwhile',
        unit: 'MB',
        ours: Math.max(grown, 0.1),
        less: true,
        goal: { says: `< ${MOST_GROWTH} MB`, met: grown < MOST_GROWTH },
      },
    ],
    about: [
      `One officer’s resumable upload of ${megabytes} MB in one request and its download, over HTTP at a node with its embedded PostgreSQL (fsync on), client and server on the same machine; each piece of 1 MB is committed before the next is acknowledged, and the digest is known at the end. The write to a file waits for the disk once. Memory is the highest resident size of the node’s process after the two transfers over the highest after one of ${WARM} MB; ${short(memoryOf(pid).now)} MB are resident at the end.`,
    ],
  });
} finally {
  await node.end('SIGTERM');
  folder.drop();
}
