/** The shapes of the demo world. They are plain data: rooms load them through their own front doors. */

/** A code of an agency. `2016` is the form of Thông tư 10/2016 (000.00.13.H53), `2020` that of QĐ 20/2020 (H53.13). */
export type DemoAgencyCode = {
  form: '2016' | '2020';
  code: string;
  /** YYYY-MM-DD, first day of use. */
  validFrom: string;
  /** YYYY-MM-DD, last day of use; null while in use. */
  validTo: string | null;
};

export type DemoAgency = {
  id: string;
  /** A stable handle for tests and scripts, never shown. */
  key: string;
  name: string;
  shortName: string;
  level: 'national' | 'ministry' | 'province' | 'commune';
  parentId: string | null;
  /** Two digits for a province, five for a commune, null for national bodies. */
  areaCode: string | null;
  codes: DemoAgencyCode[];
  address: string;
  phone: string;
  validFrom: string;
  validTo: string | null;
  /** The agency that took over the work of one that has ended. */
  successorId: string | null;
};

export type DemoRight =
  | 'counter.accept'
  | 'counter.view'
  | 'counter.approve-second-supplement'
  | 'civil-status.register'
  | 'civil-status.sign'
  | 'exchange.send'
  | 'exchange.receive'
  | 'exchange.operate'
  | 'exchange.operate-node'
  | 'exchange.statistics'
  | 'command.view'
  | 'mandates.record'
  | 'directory.manage'
  | 'calendar.national'
  | 'procedures.publish'
  | 'evidence.view'
  | 'evidence.national'
  | 'identity.support'
  | 'systems.manage'
  | 'documents.clerk'
  | 'documents.draft'
  | 'documents.approve'
  | 'documents.sign'
  | 'documents.assign'
  | 'sign-on.clients'
  | 'sign-on.approve'
  | 'nodes.manage';

export type DemoAppointment = {
  agencyId: string;
  position: string;
  /** The part of the agency; none for its head and those beside. */
  unit?: string;
  leadsUnit?: boolean;
  /** Fully appointed unless told. */
  kind?: 'acting' | 'in-charge';
  rights: DemoRight[];
  validFrom: string;
  validTo: string | null;
  /** Number and notation of the appointing decision. */
  decision: string;
};

export type DemoOfficer = {
  id: string;
  key: string;
  name: string;
  /** Of the office; invented like those of the people: 0900 000 and three digits from 500. */
  phone: string;
  /** Set where the officer is also one of the demo citizens. */
  personId: string | null;
  /** Oldest first; the last one is in force. */
  appointments: DemoAppointment[];
};

export type DemoPerson = {
  id: string;
  key: string;
  /** 12 digits: place (3), gender and century (1), year (2), random (6). */
  personalId: string;
  fullName: string;
  gender: 'male' | 'female';
  /** YYYY-MM-DD */
  birthDate: string;
  /** Code of the 54 ethnic groups: '01' Kinh, '02' Tày, '03' Thái, '07' Nùng, '08' Mông, '09' Dao, '15' Sán Chay, '18' Sán Dìu. */
  ethnicGroup: string;
  nationality: 'VN';
  /** Commune of today (five digits). */
  homeTownArea: string;
  /** Commune of today (five digits). */
  residenceArea: string;
  residenceDetail: string;
  maritalStatus: 'single' | 'married' | 'widowed';
  /** Null for young children. */
  phone: string | null;
  email: string | null;
};

/** `mother` and `father`: `from` is the parent and `to` the child. `spouse`: `from` is the wife, `since` the day of registration. */
export type DemoKin = { kind: 'mother' | 'father' | 'spouse'; from: string; to: string; since: string | null };
