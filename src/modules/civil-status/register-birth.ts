/** Enters a birth in the register book: once per dossier, in the book of the officer's agency, with its number in a row. */
import { sql, type Transaction } from 'kysely';
import { tidyName } from '#modules/population/index.ts';
import type { OfficerActor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays } from '#platform/time.ts';
import { assertOwnDossier, assertReady } from './access.ts';
import type { Doors } from './doors.ts';
import { civilStatusProblem } from './errors.ts';
import { birthRegistered } from './events.ts';
import { insertAct } from './insert-act.ts';
import { birthLegalBasis } from './legal.ts';
import { prepareRegistration, type Prepared, type Registration } from './prepare-registration.ts';
import { findActOfDossier, type ActLine } from './queries.ts';
import { actNumber, nextInRegister, registerRuleOn, type RegisterPlace } from './register-book.ts';
import { findSimilarActs, lockMotherAndDay } from './similar-acts.ts';
import type { Tables } from './tables.ts';

type Tools = PlatformDeps & Doors;

/**
 * @returns the act; `fresh` is false where the dossier had one already (a double click, a second officer): nothing changes then
 * @throws civil-status.other-agency, .dossier-not-ready, .dossier-paused, .not-a-birth, .entry-incorrect (with fields), .signer-unknown,
 *   .no-signer, .place-unknown, .similar-act, .took-too-long, counter.not-in-this-state, counter.supplement-open
 */
export async function registerBirth(
  tools: Tools,
  registration: Registration,
  officer: OfficerActor,
): Promise<{ act: ActLine; fresh: boolean }> {
  const dossier = await tools.counter.getDossierForHandling(registration.dossierId, officer);
  assertOwnDossier(officer, dossier);
  const earlier = await findActOfDossier(tools.database.of<Tables>(), dossier.id);
  if (earlier) return { act: earlier, fresh: false };
  assertReady(officer, dossier);

  const prepared = await prepareRegistration(tools, registration, dossier, officer);
  // Committed before the act is written: from here on nobody can withdraw, refuse or stop the dossier under the act.
  const handling = await tools.counter.beginHandling(dossier.id, officer);
  try {
    return await enterInBook(tools, prepared, handling.until);
  } catch (error) {
    // Only a refusal says for certain that nothing was written; after any other failure the counter waits.
    if (isProblem(error)) await handling.release();
    throw error;
  }
}

/** Writes the act in one transaction, unless a double click or a second officer was quicker. */
async function enterInBook(tools: Tools, prepared: Prepared, until: Date): Promise<{ act: ActLine; fresh: boolean }> {
  const { dossier, officer } = prepared;
  return tools.database.transaction<Tables, { act: ActLine; fresh: boolean }>(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`civil-status.dossier|${dossier.id}`}, 0))`.execute(trx);
    const double = await findActOfDossier(trx, dossier.id);
    if (double) return { act: double, fresh: false };
    await lockMotherAndDay(trx, prepared.entry);
    const [similar] = await findSimilarActs(trx, prepared.entry);
    if (similar && !prepared.similarReason) {
      throw civilStatusProblem('similar-act', { params: { number: actNumber(similar) } });
    }
    const rule = await registerRuleOn(trx, prepared.today);
    const place = await nextInRegister(trx, officer.agencyId, Number(prepared.today.slice(0, 4)), rule.pagesPerBook);
    const late = prepared.today > addDays(prepared.entry.childBirthDate, rule.onTimeDays);
    if (tools.clock.now() > until) throw civilStatusProblem('took-too-long');
    await insertAct(trx, prepared, place, late, similar?.actId ?? null);
    await announce(tools, trx, prepared, place);
    const act = await findActOfDossier(trx, dossier.id);
    if (!act) throw new Error('The act that was just written is not there');
    return { act, fresh: true };
  });
}

async function announce(tools: Tools, trx: Transaction<Tables>, act: Prepared, place: RegisterPlace): Promise<void> {
  const { entry, dossier, officer, area } = act;
  await tools.evidence.record(trx, {
    kind: 'civil-status.birth-registered',
    subject: `dossier:${dossier.id}`,
    actor: officer,
    purpose: 'Đăng ký khai sinh',
    legalBasis: birthLegalBasis,
    // Which fields were corrected, not what they say: the record is proof, not a second register.
    data: { actId: act.actId, number: place.number, corrected: act.differences.map((difference) => difference.field) },
  });
  await tools.publish(
    trx,
    birthRegistered,
    {
      actId: act.actId,
      dossierId: dossier.id,
      agencyId: officer.agencyId,
      provinceCode: area.provinceCode,
      areaCode: area.code,
      formerProvinceCode: area.formerProvinceCode,
      child: {
        fullName: tidyName(entry.childFullName),
        birthDate: entry.childBirthDate,
        gender: entry.childGender,
        ethnicGroup: entry.childEthnicGroup,
        nationality: entry.childNationality,
        homeTown: entry.childHomeTown,
        birthPlaceName: entry.birthPlaceName,
        birthPlaceArea: entry.birthPlaceArea ?? null,
      },
      motherFullName: tidyName(entry.motherFullName),
      motherPersonalId: entry.motherPersonalId ?? null,
      fatherFullName: entry.fatherFullName ? tidyName(entry.fatherFullName) : null,
      fatherPersonalId: entry.fatherPersonalId ?? null,
      registeredAt: act.now.toISOString(),
    },
    { actor: officer },
  );
  await tools.live.tell(trx, 'civil-status.birth', dossier.id);
}
