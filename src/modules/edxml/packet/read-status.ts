import type { Element } from '../xml/element.ts';
import { childOf, instantAt, present, required, textAt, wrong } from './fields.ts';
import { readOrgan, readReference, readStaff } from './read-document.ts';
import { statusCodes, type StatusFacts } from './types.ts';

/** @throws edxml.field-missing, field-wrong, field-twice */
export function readStatus(status: Element): StatusFacts {
  const about = readReference(required(childOf(status, 'ResponseFor'), 'ResponseFor'));
  if (!about.documentId && !(about.organId && about.number && about.issuedOn))
    required(undefined, 'ResponseFor/DocumentId');
  const said = required(textAt(status, 'StatusCode', { most: 4 }), 'StatusCode').padStart(2, '0');
  return present({
    about,
    from: readOrgan(required(childOf(status, 'From'), 'From')),
    code: statusCodes.find((code) => code === said) ?? wrong('StatusCode'),
    description: textAt(status, 'Description', { most: 1000 }),
    at: instantAt(status, 'Timestamp'),
    staff: readStaff(childOf(status, 'StaffInfo')),
  }) as StatusFacts;
}
