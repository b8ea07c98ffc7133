import type { FormDefinition, Rule, Text } from '#modules/forms/index.ts';

/** How much of the procedure can be done online (Nghị định 42/2022/NĐ-CP): the whole, a part, or only reading about it. */
export type ServiceLevel = 'fullProcess' | 'partial' | 'information';

export type ExecutingLevel = 'commune' | 'province' | 'ministry';

export type Audience = 'citizen' | 'business';

export type Channel = 'inPerson' | 'online' | 'publicPost';

/** The legal time limit. The same shape as the room `calendar` counts with. */
export type TimeLimit =
  | { unit: 'working-day' | 'working-hour' | 'calendar-day'; amount: number }
  | { unit: 'same-day' };

export interface StepGroup {
  /** Null where the procedure has one case only. */
  case: Text | null;
  steps: Text[];
}

/** `amount` in whole đồng; null where the amount is set elsewhere (for example by a province) and `note` says by whom. */
export interface Fee {
  name: Text;
  amount: number | null;
  note: Text;
}

export interface FilingWay {
  channel: Channel;
  /** Null where the law sets no single limit; `limitNote` then says what is known. */
  limit: TimeLimit | null;
  limitNote: Text;
  fees: Fee[];
  description: Text;
}

/** One paper of the dossier (giấy tờ). */
export interface Component {
  code: string;
  name: Text;
  /** "Why are we asking?" */
  why: Text;
  case: Text | null;
  originals: number;
  copies: number;
  /** A photograph or a file is accepted in place of the paper. */
  electronic: boolean;
  required: boolean;
  /** 'file' is handed in, 'show' is only shown, 'form' is filled in online, 'data' is looked up in a register. */
  kind: 'file' | 'show' | 'form' | 'data';
  /** In which answers the paper is needed; absent means always. */
  when?: Rule;
  formName?: Text;
  formUrl?: string;
}

export interface Result {
  code: string;
  name: Text;
}

export interface LegalGround {
  number: string;
  name: Text;
  issuedOn?: string;
  issuer?: string;
}

export interface Body {
  code?: string;
  name: Text;
}

/** Everything that a published procedure says. It never changes after publication. */
export interface ProcedureRecord {
  /** `d.dddddd`, for example '1.001193'. */
  code: string;
  name: Text;
  sector: { code: string; name: Text };
  /** The decision that announced this text of the procedure, where it is known. */
  decision?: { number: string; issuedOn?: string };
  level: ServiceLevel;
  executingLevel: ExecutingLevel;
  audiences: Audience[];
  subjects: Text;
  description: Text;
  keywords: string[];
  steps: StepGroup[];
  filingWays: FilingWay[];
  components: Component[];
  /** Number of sets of papers to hand in. */
  sets: number;
  conditions: Text[];
  results: Result[];
  legalGrounds: LegalGround[];
  executingBodies: Body[];
  competentBody: Text;
  coordinatingBodies: Body[];
  intakeAddress: Text;
  /** Null: not fileable online here; the record informs only. */
  form: FormDefinition | null;
  /** 'HH:mm'. A same-day dossier received after it is due on the next working day. */
  sameDayCutoff: string | null;
  /** Where an officer handles an accepted dossier; ':dossierId' stands for its id. */
  handlerPath: string | null;
  /** How sure the record is: checked against the announced text, or a summary that an administrator must confirm. */
  checked: 'full' | 'summary';
}

/** One immutable published version. */
export interface ProcedureVersion extends ProcedureRecord {
  id: string;
  /** 1, 2, 3 … within the procedure. */
  version: number;
  publishedAt: string;
  fileable: boolean;
}

/** One line of a list or of search results. */
export interface ProcedureSummary {
  code: string;
  name: Text;
  sector: { code: string; name: Text };
  level: ServiceLevel;
  executingLevel: ExecutingLevel;
  audiences: Audience[];
  description: Text;
  fileable: boolean;
}

export type LifeEventKind = 'citizen' | 'business';

export interface LifeEvent {
  /** Upper case, no marks, no spaces: 'COCONNHO'. */
  code: string;
  kind: LifeEventKind;
  position: number;
  name: Text;
  description: Text;
  procedureCodes: string[];
}

export interface LifeEventWithProcedures extends LifeEvent {
  procedures: ProcedureSummary[];
}
