import { edxmlProblem } from '../errors.ts';
import { elementsOf, isPayload, walk, type Element, type Payload } from '../xml/element.ts';
import { present, textAt } from './fields.ts';
import type { AttachmentFacts } from './types.ts';

export interface FoundAttachment extends AttachmentFacts {
  payload: Payload;
}

const CONTENT = ['ContentTransferEncoded', 'Content', 'AttachmentContent'];

/** The elements whose text is a file. `Content` is also the name of a text in the header, so it counts only in an attachment. */
export function isPayloadElement(element: Element): boolean {
  return (
    element.local === 'ContentTransferEncoded' ||
    (CONTENT.includes(element.local) && element.parent?.local === 'Attachment')
  );
}

/**
 * The files of a packet: what the manifest names, with the bytes that the packet carries under the same content id (Bkav: by xlink:href; the
 * provincial form has both in one element). A file that only one of the two knows is refused, or kept under its own name.
 * @throws edxml.attachment-missing, attachment-external, too-complex
 */
export function readAttachments(root: Element, most: number): FoundAttachment[] {
  const all = [...walk(root)];
  const references = all.filter(({ local, parent }) => local === 'Reference' && parent?.local.endsWith('Manifest'));
  const carried = all.filter(({ local }) => local === 'Attachment').map(readCarried);
  if (references.length > most || carried.length > most) throw edxmlProblem('too-complex');
  const byId = new Map(carried.map((one) => [one.contentId, one]));
  if (byId.size < carried.length) throw edxmlProblem('field-twice', { params: { field: 'ContentId' } });
  const named = references.map((reference) => {
    const facts = factsOf(reference);
    const found = byId.get(facts.contentId);
    if (!found) throw edxmlProblem('attachment-missing', { params: { name: facts.name ?? facts.contentId } });
    byId.delete(facts.contentId);
    return { ...found, ...facts };
  });
  return [...named, ...byId.values()].map(({ name, mediaType, ...rest }, index) => ({
    ...rest,
    name: name ?? `tep-${index + 1}`,
    mediaType: mediaType ?? 'application/octet-stream',
  }));
}

function readCarried(element: Element, index: number) {
  const facts = factsOf(element);
  const contents = elementsOf(element).filter(isPayloadElement);
  const [payload, ...more] = contents.flatMap((one) => one.children.filter(isPayload));
  if (!payload || more.length > 0)
    throw edxmlProblem('attachment-missing', { params: { name: facts.name ?? facts.contentId } });
  return { ...facts, contentId: facts.contentId || `:${index}`, payload };
}

function factsOf(element: Element) {
  const href = element.attributes.find(({ local }) => /^(href|id)$/i.test(local))?.value;
  const id = textAt(element, 'ContentId', { most: 255 }) ?? href ?? '';
  if (/^[a-z][a-z0-9+.-]*:/i.test(id) && !/^(cid|urn|uuid):/i.test(id)) throw edxmlProblem('attachment-external');
  const type = textAt(element, ['ContentType', 'FileType'], { most: 100 });
  return present({
    contentId: id.replace(/^(cid:|#)/i, ''),
    name: textAt(element, ['AttachmentName', 'FileName'], { most: 255 }),
    mediaType: type === undefined || type.includes('/') ? type : mediaTypeOf(type),
    description: textAt(element, 'Description', { most: 1000 }),
  }) as { contentId: string; name?: string; mediaType?: string; description?: string };
}

/** The provincial form gives an ending. What a file is, is decided by its content anyway. */
function mediaTypeOf(ending: string): string {
  const known: Record<string, string> = {
    pdf: 'application/pdf',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    jpg: 'image/jpeg',
    png: 'image/png',
  };
  return known[ending.replace(/^\./, '').toLowerCase()] ?? 'application/octet-stream';
}
