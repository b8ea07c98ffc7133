import { steeringTypes } from '../legal.ts';
import { textOf, walk, type Element } from '../xml/element.ts';
import {
  childOf,
  childrenOf,
  dateAt,
  flagAt,
  instantAt,
  numberAt,
  present,
  required,
  textAt,
  wrong,
} from './fields.ts';
import { readDocumentType } from './document-type.ts';
import { writeDate } from './dates.ts';
import { edxmlProblem } from '../errors.ts';
import {
  businessKinds,
  type Business,
  type DocumentFacts,
  type DocumentReference,
  type Organ,
  type Staff,
} from './types.ts';

/** Receivers of one packet; more than a circular to all communes has. */
const MOST_RECEIVERS = 10_000;

/** @throws edxml.field-missing, field-wrong, field-twice */
export function readDocument(root: Element): DocumentFacts {
  const header = onlyOne(root, 'MessageHeader') ?? onlyOne(root, 'edXMLHeader', 'Header') ?? root;
  const trace = onlyOne(root, 'TraceHeaderList');
  const business = onlyOne(root, 'Bussiness', 'Business');
  const from = readOrgan(required(childOf(header, 'From'), 'From'));
  const to = childrenOf(header, 'To').map(readOrgan);
  if (to.length === 0) required(undefined, 'To');
  if (to.length > MOST_RECEIVERS) wrong('To');
  const code = childOf(header, 'Code');
  const promulgation = childOf(header, 'PromulgationInfo');
  const other = childOf(header, 'OtherInfo');
  const issuedOn = dateAt(promulgation, 'PromulgationDate');
  const said = textAt(header, 'DocumentId', { most: 255 });
  const printed = /,([^,/]{1,30})\/([^,]{1,100})$/.exec(said ?? '');
  const number = textAt(code, 'CodeNumber', { most: 30 }) ?? printed?.[1] ?? '';
  const notation = textAt(code, 'CodeNotation', { most: 100 }) ?? printed?.[2] ?? '';
  const documentId = said ?? madeId(from.id, issuedOn, number, notation);
  return present({
    from,
    to,
    documentId,
    number,
    notation,
    place: textAt(promulgation, ['Place', 'Promulgator'], { most: 200 }),
    issuedOn,
    type: readDocumentType(header),
    subject: textAt(header, 'Subject', { most: 1000 }),
    content: textAt(header, 'Content', { most: 20_000 }),
    signer: readSigner(childOf(header, 'SignerInfo')),
    dueOn: dateAt(header, 'DueDate') ?? dateAt(other, 'DueDate'),
    toPlaces: textsAt(childOf(header, 'ToPlaces'), 'Place'),
    priority: (numberAt(other, 'Priority', { least: 0, most: 4 }) ?? 0) as DocumentFacts['priority'],
    sphere: textAt(other, 'SphereOfPromulgation', { most: 500 }),
    typist: textAt(other, 'TyperNotation', { most: 100 }),
    copies: numberAt(other, 'PromulgationAmount', { least: 0, most: 1_000_000 }),
    pages: numberAt(other, 'PageAmount', { least: 0, most: 1_000_000 }),
    direction: flagAt(other, 'Direction'),
    appendixes: textsAt(childOf(other, 'Appendixes'), 'Appendix'),
    responseFor: childrenOf(header, 'ResponseFor')
      .map(readReference)
      .filter((one) => Object.keys(one).length > 0),
    steering: numberAt(header, 'SteeringType', steeringTypes),
    traces: childrenOf(trace, 'TraceHeader').flatMap((one) => {
      const organId = textAt(one, 'OrganId', { most: 100 });
      const at = instantAt(one, 'Timestamp');
      return organId && at ? [{ organId, at }] : [];
    }),
    business: business ? readBusiness(business) : { kind: 'new' as const, replaced: [] },
  }) as DocumentFacts;
}

/** One in the whole packet: a second header somewhere else would be read by another program. */
function onlyOne(root: Element, ...names: string[]): Element | undefined {
  const [found, ...more] = [...walk(root)].filter((element) => names.includes(element.local));
  if (more.length > 0) throw edxmlProblem('field-twice', { params: { field: names[0] ?? '' } });
  return found;
}

function madeId(organId: string, issuedOn: string | undefined, number: string, notation: string): string {
  if (!issuedOn || !number) throw edxmlProblem('field-missing', { params: { field: 'DocumentId' } });
  return `${organId},${writeDate(issuedOn)},${number}${notation ? `/${notation}` : ''}`.slice(0, 255);
}

export function readOrgan(element: Element): Organ {
  return present({
    id: required(textAt(element, 'OrganId', { most: 100 }), `${element.local}/OrganId`),
    inCharge: textAt(element, ['OrganizationInCharge', 'OrganInCharge'], { most: 500 }),
    name: textAt(element, 'OrganName', { most: 500 }),
    address: textAt(element, 'OrganAdd', { most: 500 }),
    email: textAt(element, 'Email', { most: 320 }),
    telephone: textAt(element, 'Telephone', { most: 50 }),
    fax: textAt(element, 'Fax', { most: 50 }),
    website: textAt(element, 'Website', { most: 500 }),
  }) as Organ;
}

export function readStaff(element: Element | undefined): Staff | undefined {
  if (!element) return undefined;
  const staff = present({
    department: textAt(element, 'Department', { most: 300 }),
    name: textAt(element, 'Staff', { most: 200 }),
    mobile: textAt(element, 'Mobile', { most: 50 }),
    email: textAt(element, 'Email', { most: 320 }),
  }) as Staff;
  return Object.keys(staff).length > 0 ? staff : undefined;
}

export function readReference(element: Element): DocumentReference {
  const code = childOf(element, 'Code');
  // A builder puts 12/UBND into Code itself.
  const plain = code && textOf(code) ? /^([^/]{1,30})(?:\/(.{1,100}))?$/.exec(textOf(code)) : undefined;
  return present({
    organId: textAt(element, 'OrganId', { most: 100 }),
    number: textAt(code, 'CodeNumber', { most: 30 }) ?? plain?.[1],
    notation: textAt(code, 'CodeNotation', { most: 100 }) ?? plain?.[2],
    issuedOn: dateAt(element, 'PromulgationDate'),
    documentId: textAt(element, 'DocumentId', { most: 255 }),
  }) as DocumentReference;
}

function readSigner(element: Element | undefined): DocumentFacts['signer'] {
  if (!element) return undefined;
  const signer = present({
    competence: textAt(element, 'Competence', { most: 50 }),
    position: textAt(element, 'Position', { most: 300 }),
    name: textAt(element, ['FullName', 'Signer'], { most: 200 }),
  });
  return Object.keys(signer).length > 0 ? (signer as NonNullable<DocumentFacts['signer']>) : undefined;
}

function textsAt(element: Element | undefined, name: string): string[] {
  return childrenOf(element, name)
    .slice(0, 1000)
    .map((one) => textOf(one).slice(0, 500).trim())
    .filter(Boolean);
}

function readBusiness(element: Element): Business {
  const either = (rest: string) => [`Bussiness${rest}`, `Business${rest}`];
  const type = numberAt(renamed(element, either('DocType')), 'BussinessDocType', { least: 0, most: 3 }) ?? 0;
  const info = childOf(element, ...either('DocumentInfo'));
  const replaced = childrenOf(childOf(element, 'ReplacementInfoList'), 'ReplacementInfo').map((one) => ({
    documentId: required(textAt(one, 'DocumentId', { most: 255 }), 'ReplacementInfo/DocumentId'),
    organIds: textsAt(childOf(one, 'OrganIdList'), 'OrganId'),
  }));
  return present({
    kind: businessKinds[type] ?? 'new',
    reason: textAt(element, either('DocReason'), { most: 1000 }),
    documentId: textAt(element, 'DocumentId', { most: 255 }),
    staff: readStaff(childOf(element, 'StaffInfo')),
    paper: flagAt(element, 'Paper'),
    update: info && readUpdate(info),
    replaced,
  }) as Business;
}

function readUpdate(info: Element): NonNullable<Business['update']> {
  return present({
    documentChanged: flagAt(info, 'DocumentInfo'),
    receiversChanged: flagAt(info, 'DocumentReceiver'),
    receivers: childrenOf(childOf(info, 'ReceiverList'), 'Receiver').map((one) => ({
      change: flagAt(one, 'ReceiverType') ? ('added' as const) : ('removed' as const),
      organId: required(textAt(one, 'OrganId', { most: 100 }), 'Receiver/OrganId'),
    })),
  }) as NonNullable<Business['update']>;
}

/** For numberAt, which knows one name: the element with its child under the spelling that we write. */
function renamed(element: Element, names: string[]): Element {
  const child = childOf(element, ...names);
  return child && names[0] ? { ...element, children: [{ ...child, local: names[0] }] } : { ...element, children: [] };
}
