import { legalAssumption } from '#platform/legal.ts';

/** How long an incoming document may take, counted from its registration in the agency's working time. */
export const dueLimits = legalAssumption({
  id: 'documents.due-limits',
  statement:
    'Without a date of its own an incoming document is due after 7 working days; an urgent one after 2 working days, a very urgent one after 1, ' +
    'an express one after 2 working hours.',
  source: 'Nghị định 30/2020/NĐ-CP, Điều 20–24; Quyết định 28/2018/QĐ-TTg',
  value: {
    normal: { unit: 'working-day', amount: 7 },
    urgent: { unit: 'working-day', amount: 2 },
    'very-urgent': { unit: 'working-day', amount: 1 },
    express: { unit: 'working-hour', amount: 2 },
  } as const,
  configuredBy:
    'dueLimits in src/modules/documents/legal.ts; for one document, its own date at registration or assignment',
});

/** A reminder goes out when so many working minutes are left. */
export const remindMinutes = 8 * 60;

export const numbering = legalAssumption({
  id: 'documents.numbering',
  statement:
    'Outgoing documents are numbered per agency, type and year, incoming ones per agency and year, copies of all three kinds together per agency and ' +
    'year; each begins with 1 on 1 January, and numbers below 10 take a zero in front.',
  source: 'Nghị định 30/2020/NĐ-CP, Điều 15, 22; Phụ lục I, phần II, mục I.3 và phần III',
  value: { out: 'type', in: 'year', copy: 'year', width: 2 },
  configuredBy: 'seriesOf in src/modules/documents/notation.ts',
});

/** Prefixes of the signer's authority, with what follows them. */
export const authorities = legalAssumption({
  id: 'documents.signing-authorities',
  statement:
    'A signer signs as head, TM. for a collective, Q. as acting head, KT. for the head, TL. by order, or TUQ. by authorisation.',
  source: 'Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, phần II, mục I.7',
  value: ['', 'TM.', 'Q.', 'KT.', 'TL.', 'TUQ.'] as const,
  configuredBy: 'authorities in src/modules/documents/legal.ts',
});

/** Documents with a state secret are worked on elsewhere; here only that one came may be written into the register. */
export const secretsStayOut = legalAssumption({
  id: 'documents.secrets-stay-out',
  statement:
    'A document marked secret is neither drafted nor stored on a node that is connected to the network; of an incoming one only the register line is kept.',
  source: 'Luật Bảo vệ bí mật nhà nước 29/2018/QH14; Nghị định 26/2020/NĐ-CP',
  value: true,
  configuredBy: 'secretsStayOut in src/modules/documents/legal.ts',
});

/** What the visible signatures look like. */
export const visibleSignatures = legalAssumption({
  id: 'documents.visible-signatures',
  statement:
    'On a document typeset here, the signer’s signature is shown in blue where it belongs, and the agency’s seal in red over about a third of it from the left; ' +
    'on an uploaded document and on a copy, the agency is named as text in 10 pt black at the upper right of the first page with the time as dd-mm-yyyy hh:mm:ss +07:00.',
  source: 'Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.7 và I.8, phần III',
  value: { sealMm: 36, signatureMm: [45, 20], overlap: 1 / 3, stampPt: 10, timePattern: 'dd-mm-yyyy hh:mm:ss +07:00' },
  configuredBy: 'visibleSignatures in src/modules/documents/legal.ts',
});

/** What each kind of copy is called on its head. */
export const copyKinds = legalAssumption({
  id: 'documents.copy-kinds',
  statement:
    'A true copy is headed SAO Y (SY), a copy of a copy SAO LỤC (SL), an extract TRÍCH SAO (TrS); a copy of a copy is made of a document that is itself a copy.',
  source: 'Nghị định 30/2020/NĐ-CP, Điều 25–27; Phụ lục I, phần III',
  value: { SY: 'SAO Y', SL: 'SAO LỤC', TrS: 'TRÍCH SAO' },
  configuredBy: 'copyKinds in src/modules/documents/legal.ts',
});
