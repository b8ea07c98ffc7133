import {
  areaAnswers,
  areaError,
  checkAll,
  type FieldError,
  keepVisible,
  paperAnswers,
  stopFor,
} from '#modules/forms/index.ts';
import { addDays, formatDate } from '#platform/time.ts';
import type { Catalogue, FileableVersion } from './catalogue.ts';
import type { Area } from '#modules/directory/index.ts';
import type { StoredFile } from '#modules/files/index.ts';
import type { AgencyFacts, CounterDeps } from '../deps.ts';
import { isProblem } from '#platform/problem.ts';
import { counterProblem } from '../errors.ts';
import type { Answers, Paper } from '../shapes.ts';

/** The answer that says where a dossier is filed: a commune of today. */
export const intakeAreaKey = 'registerArea';

/** What filing needs to know, once everything has been found right. */
export interface Examined {
  answers: Answers;
  papers: Paper[];
  agency: AgencyFacts;
  areaCode: string;
}

/** The answers that the form asks for. The platform has made text NFC and free of control characters already. */
export function knownAnswers(version: FileableVersion, answers: Answers): Answers {
  const keys = new Set(version.form.pages.flatMap((page) => page.fields.map((field) => field.key)));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)));
}

/**
 * Reads a whole form on the server again, whatever the pages have checked before. Throws, in this order,
 * `counter.not-eligible`, `.answers-not-valid`, `.commune-abolished`, `.no-intake-agency`, `.papers-not-valid`.
 */
export async function examine(
  deps: CounterDeps,
  catalogue: Catalogue,
  version: FileableVersion,
  given: Answers,
  accountId: string,
  handedInBefore: ReadonlySet<string> = new Set(),
): Promise<Examined> {
  const today = catalogue.today();
  const answers = knownAnswers(version, given);
  const stop = stopFor(version.form, answers, { today });
  if (stop) throw counterProblem('not-eligible', { params: { reason: stop.stop.vi, reasonEn: stop.stop.en } });
  const errors = checkAll(version.form, answers, { today });
  if (errors.length > 0) throw counterProblem('answers-not-valid', { fields: errors });
  const { agency, areaCode } = await placeOf(deps, version, answers, today);
  const papers = await examinePapers(deps, version, answers, { accountId, handedInBefore }, today);
  return { answers: definedOnly(keepVisible(version.form, answers, { today })), papers, agency, areaCode };
}

function definedOnly(answers: { [key: string]: Answers[string] | undefined }): Answers {
  const defined: Answers = {};
  for (const [key, value] of Object.entries(answers)) if (value !== undefined) defined[key] = value;
  return defined;
}

async function placeOf(
  deps: CounterDeps,
  version: FileableVersion,
  answers: Answers,
  today: string,
): Promise<{ agency: AgencyFacts; areaCode: string }> {
  const fields: FieldError[] = [];
  for (const answer of areaAnswers(version.form, answers, { today })) {
    if (await deps.directory.findArea(answer.code, today)) continue;
    const history = await formerUnit(deps, answer.code, today);
    const error = areaError(
      answer,
      history ? { abolished: history.today.map((area) => area.fullName) } : { unknown: true },
    );
    // The place of filing decides where the dossier goes, so its refusal names itself.
    if (answer.field.key === intakeAreaKey && history) throw abolished(history, error);
    fields.push(error);
  }
  if (fields.length > 0) throw counterProblem('answers-not-valid', { fields });
  const areaCode = answers[intakeAreaKey];
  const agency = typeof areaCode === 'string' ? await deps.directory.intakeAgencyFor(areaCode, today) : undefined;
  // An agency without a code of the 2020 form cannot number dossiers.
  if (!agency?.code || typeof areaCode !== 'string') throw counterProblem('no-intake-agency');
  return { agency, areaCode };
}

interface FormerUnit {
  unit: Area;
  today: Area[];
}

/** The unit that carried the code before today, with its successors; undefined for a code that never was. */
async function formerUnit(deps: CounterDeps, code: string, today: string): Promise<FormerUnit | undefined> {
  try {
    const { formerly, today: heirs } = await deps.directory.whichUnit(code, today);
    return formerly ? { unit: formerly, today: heirs } : undefined;
  } catch (error) {
    if (isProblem(error)) return undefined;
    throw error;
  }
}

function abolished({ unit, today }: FormerUnit, field: FieldError) {
  return counterProblem('commune-abolished', {
    params: {
      name: unit.fullName,
      // `validTo` is the last day: it ended with it.
      endedOn: unit.validTo ? formatDate(addDays(unit.validTo, 1)) : '',
      successors: today.map((area) => area.fullName).join(', '),
    },
    fields: [field],
  });
}

/** Each paper is there, belongs to this person or was handed in with the dossier before, and carries no known virus. A paper that is still being scanned may be filed. */
export async function examinePapers(
  deps: CounterDeps,
  version: FileableVersion,
  answers: Answers,
  allowed: { accountId: string; handedInBefore: ReadonlySet<string> },
  today: string,
): Promise<Paper[]> {
  const wanted = paperAnswers(version.form, answers, { today }).flatMap((answer) =>
    answer.fileIds.map((fileId) => ({ ...answer, fileId })),
  );
  const found =
    wanted.length === 0
      ? new Map<string, StoredFile>()
      : new Map((await deps.files.getMany(wanted.map((one) => one.fileId))).map((file) => [file.id, file]));
  const fields: FieldError[] = [];
  const papers: Paper[] = [];
  for (const one of wanted) {
    const file = found.get(one.fileId.toLowerCase());
    // Another person's file is answered like one that does not exist.
    if (!file || (file.owner !== allowed.accountId && !allowed.handedInBefore.has(file.id)))
      fields.push(paperError(one, 'paper-missing'));
    else if (file.scan === 'infected') fields.push(paperError(one, 'paper-infected'));
    else papers.push(paperOf(version, one, file));
  }
  if (fields.length > 0) throw counterProblem('papers-not-valid', { fields });
  return papers;
}

function paperOf(version: FileableVersion, one: { key: string; component: string }, file: StoredFile): Paper {
  return {
    fileId: file.id,
    key: one.key,
    component: one.component,
    componentName: version.components.find((component) => component.code === one.component)?.name.vi ?? one.component,
    label: labelOf(version, one.key),
    name: file.name,
    type: file.type,
    bytes: file.bytes,
    pages: file.pages ?? null,
    sha256: file.sha256,
  };
}

function labelOf(version: FileableVersion, key: string): string {
  return version.form.pages.flatMap((page) => page.fields).find((field) => field.key === key)?.label.vi ?? key;
}

const paperFaults = {
  'paper-missing': {
    vi: 'Chưa tìm thấy tệp đã tải lên. Có thể việc gửi tệp bị ngắt giữa chừng; hãy chụp hoặc tải lại giấy tờ này',
    en: 'The uploaded file was not found. The upload may have been cut off; photograph or upload this paper again',
  },
  'paper-infected': {
    vi: 'Tệp này có mã độc (vi-rút) nên không nộp được. Hãy chụp lại giấy tờ và gửi ảnh mới',
    en: 'This file carries a virus and cannot be filed. Photograph the paper again and send the new photo',
  },
};

function paperError(one: { key: string; pageId: string }, code: keyof typeof paperFaults): FieldError {
  return { path: one.key, pageId: one.pageId, code, ...paperFaults[code] };
}
