import { setTimeout as wait } from 'node:timers/promises';
import { prepareBirthEntry, registerBirthOperation } from '#modules/civil-status/contract.ts';
import {
  acceptDossier,
  fileDossier,
  getMyDossier,
  readResult,
  saveAnswers,
  startDraft,
} from '#modules/counter/contract.ts';
import { getProcedure } from '#modules/procedures/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import type { DemoBirth } from './birth-world.ts';
import { photographOfNotification } from './photo.ts';

type Answer = string | number | string[];

const BIRTH = '1.001193';

export interface BirthRun {
  code: string;
  personalId: string;
  certificate: Buffer;
  /** Milliseconds per step. */
  took: Record<'draft' | 'file' | 'accept' | 'register' | 'certificate', number>;
}

/** One birth from the first answer to the signed certificate, through the public API: the parent, then the officer. */
export async function runBirth(birth: DemoBirth, parent: NodeClient, officer: NodeClient): Promise<BirthRun> {
  const took = { draft: 0, file: 0, accept: 0, register: 0, certificate: 0 };
  const timed = async <T>(step: keyof typeof took, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    took[step] += performance.now() - started;
    return result;
  };
  const draft = await timed('draft', () => answerPages(birth, parent));
  const filed = await timed('file', () => parent.get(fileDossier, { body: draft }));
  const params = { dossierId: filed.dossierId };
  await timed('accept', () => officer.get(acceptDossier, { params, body: {} }));
  await timed('register', () => register(birth, officer, filed.dossierId));
  const certificate = await timed('certificate', () => waitForResult(parent, filed.dossierId));
  return { code: filed.code, certificate, personalId: await numberOf(officer, filed.dossierId), took };
}

/** Page after page, as the form asks; the papers question gets a photograph. */
async function answerPages(birth: DemoBirth, parent: NodeClient): Promise<{ draftId: string; version: number }> {
  const { form } = await parent.get(getProcedure, { params: { code: BIRTH } });
  if (!form) throw new Error(`${BIRTH} has no form`);
  const answers: Record<string, Answer> = { ...birth.answers, birthNotification: [await upload(birth, parent)] };
  let draft: { draftId: string; version: number; nextPageId: string | null } | undefined;
  for (let pageId: string | null = form.pages[0]?.id ?? null; pageId; pageId = draft.nextPageId) {
    const page = form.pages.find((one) => one.id === pageId);
    const keys = page?.fields.map((field) => field.key) ?? [];
    const given = Object.fromEntries(
      keys.flatMap((key) => {
        const answer = answers[key];
        return answer === undefined ? [] : [[key, answer] as const];
      }),
    );
    draft = draft
      ? await parent.get(saveAnswers, {
          params: { draftId: draft.draftId, pageId },
          body: { version: draft.version, answers: given },
        })
      : await parent.get(startDraft, { body: { procedureCode: BIRTH, pageId, answers: given } });
  }
  if (!draft) throw new Error('The form has no pages');
  return { draftId: draft.draftId, version: draft.version };
}

async function upload(birth: DemoBirth, parent: NodeClient): Promise<string> {
  const photo = await photographOfNotification([
    `Họ và tên mẹ: ${String(birth.answers['motherFullName'])}`,
    `Ngày sinh của trẻ: ${String(birth.answers['childBirthDate'])}`,
    `Dự định đặt tên: ${String(birth.answers['childFullName'])}`,
  ]);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'giấy chứng sinh.jpg');
  const response = await parent.fetch('/api/files/form', { method: 'POST', body: form });
  const answer = (await response.json()) as { files?: { id: string }[]; title?: string };
  const id = answer.files?.[0]?.id;
  if (!id) throw new Error(`The photograph was refused: ${answer.title ?? response.status}`);
  return id;
}

/** The officer takes over what was filed, as the page's prefilled form does. */
async function register(birth: DemoBirth, officer: NodeClient, dossierId: string): Promise<void> {
  const prepared = await officer.get(prepareBirthEntry, { params: { dossierId } });
  await officer.get(registerBirthOperation, {
    body: {
      dossierId,
      entry: prepared.filed as never,
      // Fifty children of a few demo parents: the duplicate check is right to ask.
      similarReason: `Trẻ khác của thế giới thử nghiệm: ${String(birth.answers['childFullName'])}`,
    },
  });
}

async function waitForResult(parent: NodeClient, dossierId: string): Promise<Buffer> {
  const params = { dossierId };
  for (let tries = 0; tries < 600; tries++) {
    const { results } = await parent.get(getMyDossier, { params });
    const [result] = results;
    if (result) return (await parent.get(readResult, { params: { dossierId, fileId: result.fileId } })).bytes;
    await wait(100);
  }
  throw new Error('No certificate within a minute: see that a worker runs');
}

/** The number on the act, as the register shows it to the officer. */
async function numberOf(officer: NodeClient, dossierId: string): Promise<string> {
  const { act } = await officer.get(prepareBirthEntry, { params: { dossierId } });
  if (!act?.personalId) throw new Error('The act carries no personal number');
  return act.personalId;
}
