import { detectType } from './detect-type.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectPicture } from './inspect-picture.ts';
import type { ContentType, Inspection } from './types.ts';

/**
 * Says what the bytes are and whether they may be taken in. Only the content speaks: neither the name nor the type
 * that the browser declared is looked at.
 *
 * @param accepted the types that this place accepts
 */
export async function inspect(bytes: Buffer, accepted: readonly ContentType[]): Promise<Inspection> {
  if (bytes.length === 0) return { ok: false, why: 'empty' };
  const type = await detectType(bytes);
  if (type === undefined || !accepted.includes(type)) return { ok: false, why: 'type-not-accepted' };
  if (type === 'application/pdf') {
    const found = inspectPdf(bytes);
    return found.ok ? { ok: true, content: { type, pages: found.pages } } : found;
  }
  const found = await inspectPicture(bytes, type);
  if (!found.ok) return found;
  const { width, height, viewingCopy } = found;
  return { ok: true, content: { type, width, height, viewingCopy } };
}
