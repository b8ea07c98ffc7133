import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { takePostMark } from '#ui/form/read-staff-form.ts';
import type { PageApi } from '#platform/web/api.ts';
import { isProblem, type ProblemDocument } from '#platform/problem.ts';
import { receiveFile, type StoredFile } from '../../contract.ts';
import { filesProblem } from '../../errors.ts';
import { cleanName } from '../../names.ts';
import { readForm } from '../../upload/read-form.ts';

/** What a page's upload form brought. */
export interface ReceivedForm {
  /** The text fields; the last value of each. */
  fields: Record<string, string>;
  /** By the name of the form field. */
  files: { field: string; file: StoredFile }[];
  /** Files that were not taken, with the problem document to show beside the field. */
  refused: { field: string; name: string; problem: ProblemDocument }[];
}

/**
 * Reads a `multipart/form-data` request in a page's action and stores its files, one by one, as the person who sent
 * them. What is good is stored even where another is refused, so nobody has to choose it again. When the form itself
 * cannot be used (too many files, connection lost) `refused` has one entry with the name ''.
 *
 * @param options.maxFiles how many files this question takes at once
 * @param options.maxBytes largest file; the node's limit applies besides
 */
export async function receiveForm(
  request: Request,
  api: PageApi,
  { maxFiles, maxBytes = 64 * 1024 * 1024 }: { maxFiles: number; maxBytes?: number },
): Promise<ReceivedForm> {
  const received: ReceivedForm = { fields: {}, files: [], refused: [] };
  try {
    if (!request.body) throw filesProblem('none');
    const source = Readable.fromWeb(request.body as WebStream<Uint8Array>);
    const form = await readForm(source, request.headers.get('content-type') ?? '', { maxBytes, maxFiles });
    received.fields = form.fields;
    for (const { field, name, bytes, problem } of form.files) {
      if (problem) {
        received.refused.push({ field, name: cleanName(name), problem: problem.document(api.locale) });
        continue;
      }
      const body = { name: cleanName(name), content: bytes.toString('base64') };
      const tried = await api.try(receiveFile, { body });
      if (tried.ok) received.files.push({ field, file: tried.answer });
      else received.refused.push({ field, name: cleanName(name), problem: tried.problem });
    }
  } catch (error) {
    if (!isProblem(error)) throw error;
    received.refused.push({ field: '', name: '', problem: error.document(api.locale) });
  }
  // After the files: they are of the person who sent them, whatever the post, and need not be chosen again.
  takePostMark(api, received.fields);
  return received;
}
