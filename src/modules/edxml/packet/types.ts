/** One of the three ways in which packets are written. We write only the first. */
export type Variant = 'standard' | 'bkav' | 'lgsp';

/** An agency as a packet names it. */
export interface Organ {
  id: string;
  inCharge?: string;
  name?: string;
  address?: string;
  email?: string;
  telephone?: string;
  fax?: string;
  website?: string;
}

/** Who at the sender or the receiver handles it. */
export interface Staff {
  department?: string;
  name?: string;
  mobile?: string;
  email?: string;
}

/** A document that another packet is about. */
export interface DocumentReference {
  organId?: string;
  number?: string;
  notation?: string;
  /** YYYY-MM-DD. */
  issuedOn?: string;
  documentId?: string;
}

/** BussinessDocType: 0 new, 1 recall, 2 update, 3 replace. */
export type BusinessKind = 'new' | 'recall' | 'update' | 'replace';
export const businessKinds = ['new', 'recall', 'update', 'replace'] as const;

export interface Business {
  kind: BusinessKind;
  reason?: string;
  /** The document recalled or updated. */
  documentId?: string;
  staff?: Staff;
  /** A paper copy is sent too. */
  paper?: boolean;
  update?: {
    documentChanged?: boolean;
    receiversChanged?: boolean;
    receivers: { change: 'removed' | 'added'; organId: string }[];
  };
  replaced: { documentId: string; organIds: string[] }[];
}

/** A file that a packet carries, by its name; its bytes are had from `openAttachment`. */
export interface AttachmentFacts {
  contentId: string;
  name: string;
  mediaType: string;
  description?: string;
}

/** What a document packet says, without the files. */
export interface DocumentFacts {
  from: Organ;
  to: Organ[];
  documentId: string;
  number: string;
  notation: string;
  place?: string;
  /** YYYY-MM-DD. */
  issuedOn?: string;
  type?: { group: 1 | 2; code: number; name?: string };
  subject?: string;
  content?: string;
  signer?: { competence?: string; position?: string; name?: string };
  dueOn?: string;
  /** Nơi nhận, as printed. */
  toPlaces: string[];
  priority: 0 | 1 | 2 | 3 | 4;
  sphere?: string;
  typist?: string;
  copies?: number;
  pages?: number;
  direction?: boolean;
  appendixes: string[];
  responseFor: DocumentReference[];
  steering?: number;
  traces: { organId: string; at: string }[];
  business: Business;
}

export interface StatusFacts {
  about: DocumentReference;
  from: Organ;
  /** 01–06, 13, 15, 16. */
  code: StatusCode;
  description?: string;
  /** ISO instant. */
  at?: string;
  staff?: Staff;
}

export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const;
export type StatusCode = (typeof statusCodes)[number];
