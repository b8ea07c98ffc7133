import type { OfficerActor } from '#platform/access.ts';
import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { DossierRow } from '../dossier-row.ts';
import { labelMarks } from '../reading/marks.ts';
import type { Mark } from '../shapes.ts';
import { markLabels } from '../words.ts';

/** What every form of the counter says in its head. Kept as data with the form, so that it prints the same for ever. */
export interface FormHead {
  [key: string]: unknown;
  agency: { name: string; parent: string | null; address: string | null; phone: string | null };
  code: string;
  procedure: string;
  applicant: string;
  /** ISO instant */
  at: string;
  officer: { name: string; position: string };
}

export function formHead(row: DossierRow, version: ProcedureVersion, at: Date, officer: OfficerActor): FormHead {
  const { name, parentName, address, phone } = row.agencyAtFiling;
  return {
    agency: { name, parent: parentName, address, phone },
    code: row.code,
    procedure: version.name.vi,
    applicant: applicantInWords(row),
    at: at.toISOString(),
    officer: { name: officer.name, position: officer.position },
  };
}

/** Who filed, and for whom: one line of the form. */
function applicantInWords({ applicantName, actingFor }: DossierRow): string {
  return actingFor ? `${applicantName}, thay mặt cho ${actingFor.name}` : applicantName;
}

/** Form 02: what has to be put right, item by item. */
export function supplementData(
  row: DossierRow,
  version: ProcedureVersion,
  request: {
    at: Date;
    answerBy: string;
    message: string;
    legalGround: string;
    marks: Mark[];
    officer: OfficerActor;
  },
): FormHead {
  return {
    ...formHead(row, version, request.at, request.officer),
    message: request.message,
    legalGround: request.legalGround,
    answerBy: request.answerBy,
    items: labelMarks(version, request.marks).map((mark) => ({
      label: mark.label.vi,
      kind: markLabels[mark.kind].vi,
      message: mark.message,
    })),
  };
}

/** Form 03: why the dossier is not taken in. */
export function refusalData(
  row: DossierRow,
  version: ProcedureVersion,
  refusal: { at: Date; reason: string; legalGround: string; officer: OfficerActor },
): FormHead {
  return {
    ...formHead(row, version, refusal.at, refusal.officer),
    reason: refusal.reason,
    legalGround: refusal.legalGround,
  };
}
