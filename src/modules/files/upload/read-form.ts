import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isProblem, type ProblemError } from '#platform/problem.ts';
import { filesProblem } from '../errors.ts';
import { inMegabytes } from '../rules.ts';

/** A file part of a form: its bytes, or why it was not read to its end. */
export interface FormFile {
  /** Name of the form field. */
  field: string;
  /** As the browser sent it. */
  name: string;
  bytes: Buffer;
  problem?: ProblemError;
}

/** A multipart form that arrived whole. */
export interface Form {
  fields: Record<string, string>;
  files: FormFile[];
}

export interface FormLimits {
  /** Bytes of one file. What is over is not kept in memory. */
  maxBytes: number;
  maxFiles: number;
}

/** Fields of text beside the files; together small. */
const TEXT_LIMITS = { fields: 50, fieldSize: 64 * 1024, fieldNameSize: 200, headerPairs: 20, headerSize: 8 * 1024 };
const OVERHEAD = 1024 * 1024;

/**
 * Reads a multipart form as it streams in. An empty file input (nothing chosen) is left out. Nothing is stored here:
 * a connection that breaks leaves nothing behind.
 *
 * @param contentType of the request, with the boundary
 * @throws files.too-many, files.upload-failed (broken or not a form), files.too-large (all together)
 */
export async function readForm(
  source: Readable,
  contentType: string,
  { maxBytes, maxFiles }: FormLimits,
): Promise<Form> {
  const form: Form = { fields: {}, files: [] };
  const tooLarge = () => filesProblem('too-large', { params: { limit: inMegabytes(maxBytes) } });
  let tooMany = false;
  try {
    const headers: BusboyHeaders = { 'content-type': contentType };
    const reader = new Busboy({
      headers,
      // One more than allowed shows that there are too many.
      limits: { ...TEXT_LIMITS, fileSize: maxBytes + 1, files: maxFiles + 1 },
    });
    reader.on('field', (name, value) => {
      form.fields[name] = value;
    });
    reader.on('file', (field, part, name) => {
      const file: FormFile = { field, name: name ?? '', bytes: Buffer.alloc(0) };
      form.files.push(file);
      collect(part, file, maxBytes, tooLarge);
    });
    reader.on('filesLimit', () => {
      tooMany = true;
    });
    await pipeline(withinLimit(source, maxBytes * maxFiles + OVERHEAD, tooLarge), reader);
  } catch (error) {
    throw isProblem(error) ? error : filesProblem('upload-failed', { cause: error });
  }
  const broken = form.files.find((file) => file.problem && isProblem(file.problem, 'files.upload-failed'));
  if (broken?.problem) throw broken.problem;
  form.files = form.files.filter((file) => file.name !== '' || file.bytes.length > 0 || file.problem);
  if (tooMany || form.files.length > maxFiles) throw filesProblem('too-many', { params: { limit: maxFiles } });
  return form;
}

/** The request itself is left alone when reading stops early: destroying it would cut the line before the answer. */
async function* withinLimit(source: Readable, most: number, tooLarge: () => ProblemError): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const part of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    seen += part.length;
    if (seen > most) throw tooLarge();
    yield part;
  }
}

function collect(part: BusboyFileStream, file: FormFile, maxBytes: number, tooLarge: () => ProblemError): void {
  let pieces: Buffer[] = [];
  let length = 0;
  part.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length <= maxBytes) pieces.push(piece);
    else pieces = [];
  });
  // Cut off in the middle of this part. Without a listener the process would end; the answer must be a refusal.
  part.on('error', (error) => {
    file.problem = filesProblem('upload-failed', { cause: error });
  });
  part.on('end', () => {
    if (length > maxBytes) file.problem = tooLarge();
    else file.bytes = Buffer.concat(pieces);
  });
}
