import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileDossier } from '#modules/counter/contract.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { newId } from '#platform/id.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { demoBirth } from '../../src/cli/demo/birth-world.ts';
import { tokenAt } from '../../src/cli/demo/sign-in-at.ts';
import { photographOfNotification } from '../../src/cli/demo/photo.ts';

/** A demo person with a session and an uploaded paper, ready to file one birth after another. */
export interface Filer {
  client: NodeClient;
  cookie: string;
  answers: Record<string, string | number | string[]>;
}

export const FILE_PATH = `/api${fileDossier.path}`;
const PROCEDURE = '1.001193';

/** The demo world's parents, each with the answers of one birth; they file at several communes. */
export async function signInPeople(url: string, dir: string, many: number): Promise<Filer[]> {
  const code = readFileSync(join(dir, 'secrets', 'demo-code'), 'utf8').trim();
  const sessions = new Map<string, string>();
  const filers: Filer[] = [];
  for (let index = 0; index < many; index += 1) {
    const { parent, answers } = demoBirth(index, 1, new Date());
    const token = sessions.get(parent.personalId) ?? (await tokenAt(url, code, { personalId: parent.personalId }));
    sessions.set(parent.personalId, token);
    const cookie = `${SESSION_COOKIE}=${token}`;
    const client = createClient(url, () => ({ cookie }));
    filers.push({ client, cookie, answers: { ...answers, birthNotification: [await upload(client, index)] } });
  }
  return filers;
}

/** A filing of its own: the same answers under a key that was never used. */
export function filingOf(filer: Filer) {
  return { procedureCode: PROCEDURE, answers: filer.answers, idempotencyKey: newId() };
}

async function upload(client: NodeClient, index: number): Promise<string> {
  const form = new FormData();
  const photo = await photographOfNotification([`Giấy chứng sinh số ${index + 1}`]);
  form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'giấy chứng sinh.jpg');
  const response = await client.fetch('/api/files/form', { method: 'POST', body: form });
  const answer = (await response.json()) as { files?: { id: string }[]; title?: string };
  const id = answer.files?.[0]?.id;
  if (!id) throw new Error(`The photograph was refused: ${answer.title ?? response.status}`);
  return id;
}
