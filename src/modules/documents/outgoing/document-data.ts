import type { Content } from '../content.ts';
import { findType, urgencyWords } from '../document-types.ts';

/** What the template needs besides the content. Without a number the document is a draft to look at. */
export interface Frame {
  agency: { name: string; parentName: string | null };
  place: string;
  /** '05/QĐ-UBND', or what will stand there but the number. */
  number: string;
  /** 'YYYY-MM-DD' */
  date: string | null;
}

const ORDERS: Record<string, string> = { decision: 'Quyết định', resolution: 'Quyết nghị' };

/** Pure. The values of the template: all of them text as printed. */
export function documentData(content: Content, frame: Frame) {
  const type = findType(content.type);
  const letter = content.type === 'official-letter';
  const { signer } = content;
  const grounds = linesOf(content.grounds);
  return {
    kind: letter ? 'letter' : 'named',
    agency: { parent: frame.agency.parentName, name: frame.agency.name },
    number: frame.number,
    place: frame.place,
    date: frame.date,
    title: type?.vi ?? '',
    subject: content.subject,
    urgency: content.urgency === 'normal' ? null : urgencyWords[content.urgency].vi,
    issuer: ORDERS[content.type] ? issuerOf(content, frame.agency.name) : null,
    addressees: content.recipients.filter((one) => one.main).map((one) => one.name),
    grounds,
    order: ORDERS[content.type] ?? null,
    lines: linesOf(content.text).map(splitLead),
    recipients: placesOf(content),
    signer: {
      line: signer.authority ? `${signer.authority} ${signer.onBehalfOf}`.trim() : null,
      title: signer.title,
      name: signer.name,
    },
  };
}

/** The lines under "Nơi nhận", the file copy at the end. */
export function placesOf(content: Content): string[] {
  const unit = content.unit ? `, ${content.unit}` : '';
  const names = content.recipients.map((one) => (one.main ? null : one.name)).filter((name) => name !== null);
  const first = content.recipients.some((one) => one.main) ? ['Như trên'] : [];
  return [...first, ...names].map((line) => `${line};`).concat(`Lưu: VT${unit}.`);
}

/** A decision names who decides: the head where the head signs for himself, else the collective or the agency. */
function issuerOf({ signer }: Content, agencyName: string): string {
  if (signer.authority === 'TM.') return agencyName;
  const head = signer.authority === '' || signer.authority === 'Q.' ? signer.title : signer.onBehalfOf || signer.title;
  return head.toLocaleLowerCase('vi').includes(agencyName.toLocaleLowerCase('vi')) ? head : `${head} ${agencyName}`;
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** "Điều 1." and "Chương II." stand out in bold. */
function splitLead(line: string): { lead: string | null; rest: string } {
  const match = /^((?:Điều|Chương|Mục)\s+[0-9IVXLC]+\.)\s*(.*)$/u.exec(line);
  return match ? { lead: match[1] ?? null, rest: match[2] ?? '' } : { lead: null, rest: line };
}
