import type { OfficerActor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { printedOfAct } from './certificate-data.ts';
import type { Doors } from './doors.ts';
import { civilStatusProblem } from './errors.ts';
import { birthLegalBasis } from './legal.ts';
import { findByVerificationCode, listRegister, type ActLine } from './queries.ts';
import { actNumber, bookName } from './register-book.ts';
import type { Tables } from './tables.ts';
import { readVerificationCode } from './verification-code.ts';

export type RegisterQuery = { q?: string; year?: number; after?: string; limit?: number };

/** A page of the officer's own agency's book. One record of the reading for the page, committed with it. */
export async function readRegister(
  tools: Pick<PlatformDeps, 'database'> & Pick<Doors, 'evidence'>,
  query: RegisterQuery,
  officer: OfficerActor,
): Promise<{ acts: ActLine[]; next: string | null }> {
  const limit = query.limit ?? 30;
  const [year, number] = query.after?.split('-').map(Number) ?? [];
  const after = year !== undefined && number !== undefined ? { year, number } : undefined;
  return tools.database.transaction<Tables, { acts: ActLine[]; next: string | null }>(async (trx) => {
    const found = await listRegister(trx, officer.agencyId, { q: query.q, year: query.year, after, limit: limit + 1 });
    const acts = found.slice(0, limit);
    if (acts.length > 0) {
      await tools.evidence.record(trx, {
        kind: 'civil-status.register-read',
        subject: `agency:${officer.agencyId}`,
        actor: officer,
        purpose: 'Tra cứu sổ đăng ký khai sinh',
        legalBasis: birthLegalBasis,
        data: { actIds: acts.map((act) => act.actId) },
      });
    }
    const last = acts.at(-1);
    const next = found.length > limit && last ? last.number.split('/').toReversed().join('-') : null;
    return { acts, next };
  });
}

/** @throws civil-status.code-unknown */
export async function checkByCode(tools: Pick<PlatformDeps, 'database'>, typed: string) {
  const code = readVerificationCode(typed);
  const row = code === undefined ? undefined : await findByVerificationCode(tools.database.of<Tables>(), code);
  if (!row) throw civilStatusProblem('code-unknown');
  return {
    number: actNumber(row),
    book: bookName({ bookNumber: row.book_number, year: row.year }),
    registeredOn: row.registered_on,
    place: printedOfAct(row).registrationPlace,
    issuedAt: row.issued_at?.toISOString() ?? null,
    sha256: row.sha256,
  };
}
