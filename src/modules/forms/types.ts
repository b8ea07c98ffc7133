/** A text that people read, in the two languages of every page. */
export interface Text {
  vi: string;
  en: string;
}

export type Locale = 'vi' | 'en';

/** One stored answer: text, a whole number, or the ids of the files given as a paper. Dates are 'YYYY-MM-DD'. */
export type AnswerValue = string | number | string[];

/** Flat: one key per field, unique in the whole form. A field without an answer has no key. */
export type Answers = { [key: string]: AnswerValue | undefined };

/** What a browser or an API client sends for one page, before reading. */
export type Submitted = { [key: string]: unknown };

/**
 * A value inside a rule. `plus` moves a date by whole years and days; `yearsBetween` counts the full years
 * from the first date to the second (negative when the second is earlier).
 */
export type Operand =
  | { answer: string }
  | { value: string | number }
  | { today: true }
  | { plus: Operand; years?: number; days?: number }
  | { yearsBetween: [Operand, Operand] };

/**
 * The one typed rule tree, shared by visibility, eligibility and cross-field checks. It is evaluated in
 * three values: a comparison on a missing answer is neither true nor false (see `evaluate`).
 */
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { filled: string }
  | { eq: [Operand, Operand] }
  | { in: [Operand, (string | number)[]] }
  | { before: [Operand, Operand] }
  | { notAfter: [Operand, Operand] }
  | { atLeast: [Operand, Operand] }
  | { atMost: [Operand, Operand] };

export type FieldKind = 'text' | 'date' | 'choice' | 'area' | 'person-number' | 'phone' | 'email' | 'number' | 'paper';

/** The part of JSON Schema that a field may use; it is handed to Ajv as it stands. */
export interface FieldSchema {
  type: 'string' | 'integer' | 'array';
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: 'date' | 'email';
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: FieldSchema;
}

export interface Option {
  value: string;
  label: Text;
  hint?: Text;
}

/** The kinds of refusal that a field may word for itself; where it is silent the room's own words are used. */
export type FieldErrorCode =
  | 'required'
  | 'too-long'
  | 'too-short'
  | 'wrong-shape'
  | 'strange-characters'
  | 'not-an-option'
  | 'too-small'
  | 'too-large'
  | 'too-few-files'
  | 'too-many-files';

export interface Field {
  key: string;
  label: Text;
  kind: FieldKind;
  optional?: boolean;
  hint?: Text;
  schema: FieldSchema;
  /** Only for `choice`. */
  options?: Option[];
  /** Only for `area`: which level of the administrative areas the code must be of. */
  areaLevel?: 'commune' | 'province' | 'any';
  /** Only for `paper`: the component of the procedure that the files belong to, and how many files. */
  paper?: { component: string; min: number; max: number };
  /** Asked only while this is true; an answer to a field that is not asked is neither kept nor required. */
  when?: Rule;
  /** A value for the HTML attribute `autocomplete`, so that phones can fill the field. */
  autocomplete?: string;
  messages?: { [code in FieldErrorCode]?: Text };
}

export interface FormPage {
  id: string;
  question: Text;
  hint?: Text;
  /** "Why are we asking?", shown on request. */
  why?: Text;
  when?: Rule;
  fields: Field[];
}

/** A value that follows from other answers, so that nobody is asked twice. The first case that is true wins. */
export interface DerivedAnswer {
  key: string;
  label: Text;
  cases: { when: Rule; from: string }[];
}

/** A statement that must hold between answers. It is broken only when the rule is definitely false. */
export interface Check {
  id: string;
  rule: Rule;
  /** The fields that the message belongs to; the first one visible on a page carries the link. */
  fields: string[];
  message: Text;
}

/** Who may go on. Where the rule is definitely false the person meets a stop page, not an error. */
export interface Eligibility {
  rule: Rule;
  stop: Text;
  /** The procedure to use instead. */
  insteadProcedure?: string;
}

export interface FormDefinition {
  id: string;
  version: number;
  pages: FormPage[];
  eligibility: Eligibility[];
  checks: Check[];
  derived?: DerivedAnswer[];
}

/** One refusal, ready for a problem's `fields` and for the error summary of a page. */
export interface FieldError {
  path: string;
  code: string;
  vi: string;
  en: string;
  pageId: string;
}

/** What a reading depends on besides the form: the legal day in Vietnam, and the answers of the other pages. */
export interface FormContext {
  /** 'YYYY-MM-DD' in Asia/Ho_Chi_Minh; the present day where it is left out. */
  today?: string;
}

export interface ReadContext extends FormContext {
  answers?: Answers;
}

export interface PageReading {
  /** Only the fields that were read without an error. Optional fields left empty are absent. */
  answers: Answers;
  errors: FieldError[];
}

export interface SummaryRow {
  key: string;
  pageId: string;
  label: string;
  value: string;
  /** Nothing was answered: an optional field left empty, or a gap that `checkAll` reports. */
  empty: boolean;
  kind: FieldKind;
}

export interface SummarySection {
  pageId: string;
  title: string;
  rows: SummaryRow[];
}

/** How a summary finds names that the form does not know. */
export interface SummaryNames {
  area?: (code: string) => string | undefined;
  file?: (id: string) => string | undefined;
}
