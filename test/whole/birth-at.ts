import { prepareBirthEntry, registerBirthOperation } from '#modules/civil-status/contract.ts';
import { acceptDossier, fileDossier, getMyDossier } from '#modules/counter/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { DemoBirth } from '../../src/cli/demo/birth-world.ts';
import { photographOfNotification } from '../../src/cli/demo/photo.ts';

/** The steps of a birth, each by itself, for tests that stop or go astray in between. */
export async function sendPhoto(parent: NodeClient, mark: string): Promise<string> {
  const photo = await photographOfNotification([mark]);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'giấy chứng sinh.jpg');
  const response = await parent.fetch('/api/files/form', { method: 'POST', body: form });
  const answer = (await response.json()) as { files?: { id: string }[]; title?: string };
  const id = answer.files?.[0]?.id;
  if (!id) throw new Error(`The photograph was refused: ${answer.title ?? response.status}`);
  return id;
}

export type Answers = Record<string, string | number | string[]>;

export async function file(
  birth: DemoBirth,
  parent: NodeClient,
  changes: Answers = {},
): Promise<{ dossierId: string; code: string; photoId: string; answers: Answers }> {
  const photoId = await sendPhoto(parent, `${birth.answers['childFullName']} ${Math.random()}`);
  const answers: Answers = { ...birth.answers, birthNotification: [photoId], ...changes };
  const { dossierId, code } = await parent.get(fileDossier, {
    body: { procedureCode: '1.001193', answers, idempotencyKey: `test-${Math.random().toString(36).slice(2)}` },
  });
  return { dossierId, code, photoId, answers };
}

export async function accept(officer: NodeClient, dossierId: string): Promise<void> {
  await officer.get(acceptDossier, { params: { dossierId }, body: {} });
}

export async function register(officer: NodeClient, dossierId: string): Promise<{ actId: string }> {
  const prepared = await officer.get(prepareBirthEntry, { params: { dossierId } });
  const { act } = await officer.get(registerBirthOperation, {
    body: { dossierId, entry: prepared.filed as never, similarReason: 'Trẻ khác của phép thử' },
  });
  return act;
}

/** The id of the certificate, once a worker has made it. */
export async function certificateOf(parent: NodeClient, dossierId: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const { results } = await parent.get(getMyDossier, { params: { dossierId } });
    if (results[0]) return results[0].fileId;
    await wait(100);
  }
  throw new Error('No certificate within two minutes');
}
