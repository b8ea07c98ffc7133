import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountOf } from '#platform/access.ts';
import { isProblem, platformProblem, type ProblemDocument } from '#platform/problem.ts';
import type { StoredFile } from '../contract.ts';
import { filesProblem } from '../errors.ts';
import { cleanName } from '../names.ts';
import { findFiles, storedFile } from '../queries.ts';
import { receiveFile } from '../receive-file.ts';
import { inMegabytes } from '../rules.ts';
import type { Tools } from '../tools.ts';
import { closeUnread } from '#platform/web/close-unread.ts';
import { readForm } from './read-form.ts';

/** Files that one form may carry. */
const MOST_FILES = 10;

/** What a form upload answers: what was stored, and what was refused with the reason. */
export interface FormReceipt {
  files: StoredFile[];
  refused: { name: string; problem: ProblemDocument }[];
}

/**
 * `POST /api/files/form`: a plain multipart form, for browsers and `curl -F`. 201 when at least one file was stored;
 * the first refusal when none was.
 */
export function mountForm(scope: FastifyInstance, tools: Tools): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));
  scope.post('/files/form', { schema: { hide: true } }, async (request, reply) => {
    const receipt = await receiveForm(request, tools).catch((error: unknown) => {
      closeUnread(request, reply);
      throw error;
    });
    return reply.status(201).header('cache-control', 'no-store').send(receipt);
  });
}

async function receiveForm(request: FastifyRequest, tools: Tools): Promise<FormReceipt> {
  const owner = accountOf(request.actor);
  if (owner === null) throw platformProblem('not-signed-in');
  const { maxBytes } = tools.rules;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes * MOST_FILES + 1024 * 1024)
    throw filesProblem('too-large', { params: { limit: inMegabytes(maxBytes) } });
  if (!(request.body instanceof Readable)) throw filesProblem('none');
  const form = await readForm(request.body, request.headers['content-type'] ?? '', {
    maxBytes,
    maxFiles: MOST_FILES,
  });
  const [first] = form.files;
  if (!first) throw filesProblem('none');
  const ids: string[] = [];
  const refused: FormReceipt['refused'] = [];
  for (const file of form.files) {
    try {
      if (file.problem) throw file.problem;
      ids.push(await receiveFile(tools, file.bytes, { name: file.name, owner }));
    } catch (error) {
      if (!isProblem(error) || form.files.length === 1) throw error;
      refused.push({ name: cleanName(file.name), problem: error.document(request.locale) });
    }
  }
  const files = (await findFiles(tools.database, ids)).map(storedFile);
  return { files, refused };
}
