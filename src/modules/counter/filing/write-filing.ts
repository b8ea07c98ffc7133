import type { CitizenActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { compactDate, vnDate } from '#platform/time.ts';
import { sql } from 'kysely';
import type { FileableVersion } from './catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type AgencySnapshot, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { dossierFiled } from '../events.ts';
import type { Examined } from './examine.ts';
import { formsCircular } from '../legal.ts';
import { actorInHistory, type Trx } from '../handling/move-dossier.ts';
import { onBehalfOf } from '../on-behalf.ts';

export interface Filing {
  dossierId: string;
  actor: CitizenActor;
  examined: Examined;
  version: FileableVersion;
  agencyAtFiling: AgencySnapshot;
  filedAt: Date;
  intakeDueAt: Date;
  /** the draft that becomes the dossier, when it began as one */
  draftVersion?: number;
  idempotency?: { key: string; contentHash: string };
}

/** Answers the dossier's code, or undefined when the draft is no longer there as it was seen. */
export type WriteFiling = (filing: Filing) => Promise<string | undefined>;

interface Waiting {
  filing: Filing;
  resolve(code: string | undefined): void;
  reject(error: unknown): void;
}

/** Filings in one transaction at most: it holds the lock on a day's counter, so it may not grow long. */
const mostTogether = 16;
/** Transactions of filings at a time in this process: while one waits for the disk, the next is being written. */
const mostAtOnce = 3;

/**
 * Filings that arrive while others are being written are written together: one begin, one statement, one commit for all of
 * them. A quiet node writes each by itself at once; a flood at one agency, where numbers without gaps allow only one
 * transaction at a time, no longer queues for the lock. Where one of several fails, each is tried by itself.
 */
export function createFilingWriter(deps: CounterDeps): WriteFiling {
  const waiting: Waiting[] = [];
  let atOnce = 0;

  async function writeWaiting(): Promise<void> {
    if (atOnce >= mostAtOnce) return;
    atOnce += 1;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostTogether);
      await writeBatch(deps, batch).catch((error: unknown) => batch.forEach((one) => one.reject(error)));
    }
    atOnce -= 1;
  }

  return (filing) =>
    new Promise((resolve, reject) => {
      waiting.push({ filing, resolve, reject });
      void writeWaiting();
    });
}

/**
 * The mandate stood when the request came in; examining papers and waiting for a turn take time, and its principal may have ended it
 * meanwhile. So it is asked for again as the last thing before the transaction, which may not read another room's tables.
 * What remains are the milliseconds from here to the commit, and a filing in them is the same as one just before the end: the dossier
 * names the mandate and its principal, who is told at once (`mandates.mandate-used`), sees it and can withdraw it, while the agent's
 * session has ended and can do nothing more with it.
 */
async function refuseEnded(deps: CounterDeps, batch: readonly Waiting[]): Promise<Waiting[]> {
  const judged = await Promise.all(
    batch.map(async (one) => {
      const { actingFor, personId } = one.filing.actor;
      if (!actingFor || (await deps.mandates.standing(actingFor.mandateId, personId, deps.clock.now()))) return one;
      one.reject(counterProblem('mandate-ended', { params: { name: actingFor.name } }));
      return undefined;
    }),
  );
  return judged.filter((one) => one !== undefined);
}

async function writeBatch(deps: CounterDeps, taken: readonly Waiting[]): Promise<void> {
  const batch = await refuseEnded(deps, taken);
  if (batch.length === 0) return;
  try {
    const filings = batch.map((one) => one.filing);
    const codes = await deps.database.transaction<unknown, Map<string, string>>((trx) => writeAll(trx, deps, filings));
    for (const one of batch) one.resolve(codes.get(one.filing.dossierId));
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1 && only) return only.reject(error);
    for (const one of batch) await writeBatch(deps, [one]);
  }
}

async function writeAll(trx: Trx, deps: CounterDeps, filings: readonly Filing[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select dossier_id as id, code from counter.write_filings(${JSON.stringify(filings.map(rowOf))}::jsonb)`.execute(
    on(trx),
  );
  const codes = new Map(rows.map((row) => [row.id, row.code]));
  for (const filing of filings) {
    const code = codes.get(filing.dossierId);
    if (code) await announce(trx, deps, filing, code);
  }
  return codes;
}

async function announce(trx: Trx, deps: CounterDeps, filing: Filing, code: string): Promise<void> {
  const { dossierId, examined, version, actor } = filing;
  const actingFor = onBehalfOf(actor);
  await deps.publish(
    trx,
    dossierFiled,
    {
      dossierId,
      code,
      procedureCode: version.code,
      procedureVersionId: version.id,
      agencyId: examined.agency.id,
      areaCode: examined.areaCode,
      applicantAccountId: actor.accountId,
      applicantName: actor.name,
      filedAt: filing.filedAt.toISOString(),
      ...(actingFor ? { actingFor } : {}),
    },
    { actor },
  );
  await deps.evidence.record(trx, {
    kind: 'counter.dossier-filed',
    subject: `dossier:${dossierId}`,
    actor,
    purpose: 'Nộp hồ sơ thủ tục hành chính',
    legalBasis: formsCircular,
    data: {
      code,
      procedureVersionId: version.id,
      agencyId: examined.agency.id,
      papers: examined.papers.map(({ fileId, sha256, bytes }) => ({ fileId, sha256, bytes })),
    },
  });
}

/** As `counter.write_filings` reads it. */
function rowOf(filing: Filing) {
  const { examined, version, actor } = filing;
  const day = vnDate(filing.filedAt);
  return {
    id: filing.dossierId,
    draft_version: filing.draftVersion ?? null,
    day,
    code_prefix: `${examined.agency.code}-${compactDate(day)}-`,
    procedure_code: version.code,
    procedure_version_id: version.id,
    agency_id: examined.agency.id,
    agency_code: examined.agency.code,
    area_code: examined.areaCode,
    agency_at_filing: filing.agencyAtFiling,
    account_id: actor.accountId,
    person_id: actor.personId,
    applicant_name: actor.name,
    acting_for: onBehalfOf(actor),
    filed_at: filing.filedAt.toISOString(),
    intake_due_at: filing.intakeDueAt.toISOString(),
    idempotency_key: filing.idempotency?.key ?? null,
    content_hash: filing.idempotency?.contentHash ?? null,
    answers: examined.answers,
    papers: examined.papers,
    event_id: newId(),
    actor: actorInHistory(actor),
  };
}
