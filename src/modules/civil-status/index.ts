import type { Transaction } from 'kysely';
import { personNumbered } from '#modules/population/events.ts';
import type { OfficerActor } from '#platform/access.ts';
import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import type { Doors } from './doors.ts';
import { issueCertificate } from './issue-certificate.ts';
import type { Registration } from './prepare-registration.ts';
import { prepareEntry, type PreparedEntry } from './prepare-entry.ts';
import { findAct, findActOfDossier, type ActLine } from './queries.ts';
import { justiceFields } from './justice-fields.ts';
import { checkByCode, readRegister, type RegisterQuery } from './read-register.ts';
import { certificateJob, recordNumber } from './record-number.ts';
import { registerBirth } from './register-birth.ts';
import { routes } from './routes.ts';
import type { Tables } from './tables.ts';
import { civilStatusProblem } from './errors.ts';

export type { Doors, HandledDossier } from './doors.ts';
export type { ActLine, ActStage } from './queries.ts';
export { dateInWords, numberInWords } from './words-of-date.ts';

export type CivilStatusDeps = PlatformDeps & Doors;

/** The front door of civil status: births in the register book. */
export interface CivilStatus {
  parts: RoomParts;
  prepareEntry(dossierId: string, officer: OfficerActor): Promise<PreparedEntry>;
  /** Once per dossier; again it answers the same act with `fresh: false`. */
  registerBirth(registration: Registration, officer: OfficerActor): Promise<{ act: ActLine; fresh: boolean }>;
  listRegister(query: RegisterQuery, officer: OfficerActor): Promise<{ acts: ActLine[]; next: string | null }>;
  /** Whether a paper stands in the book, by the code printed on it. @throws civil-status.code-unknown */
  checkCertificate(code: string): ReturnType<typeof checkByCode>;
  /** The act in the field names of the Ministry of Justice's gateway. @throws civil-status.act-not-found */
  justiceFields(actId: string): Promise<Record<string, string>>;
  findActOfDossier(dossierId: string): Promise<ActLine | undefined>;
}

export function createCivilStatus(deps: CivilStatusDeps): CivilStatus {
  const { database } = deps;
  const room: Omit<CivilStatus, 'parts'> = {
    prepareEntry: (dossierId, officer) => prepareEntry(deps, dossierId, officer),
    registerBirth: (registration, officer) => registerBirth(deps, registration, officer),
    listRegister: (query, officer) => readRegister(deps, query, officer),
    checkCertificate: (code) => checkByCode(deps, code),
    async justiceFields(actId) {
      const act = await findAct(database.of<Tables>(), actId);
      if (!act) throw civilStatusProblem('act-not-found');
      return justiceFields(act);
    },
    findActOfDossier: (dossierId) => findActOfDossier(database.of<Tables>(), dossierId),
  };
  return {
    ...room,
    parts: {
      name: 'civil-status',
      served: routes(room),
      listeners: [
        listen(personNumbered, 'civil-status.record-number', (event, { trx }) =>
          recordNumber(deps, trx as Transaction<Tables>, event.payload),
        ),
      ],
      jobs: [job<{ actId: string }>(certificateJob, ({ actId }) => issueCertificate(deps, actId))],
      topics: [
        // The message only says that something changed; whoever hears it asks again and is checked then.
        liveTopic(
          'civil-status.birth',
          (actor) => actor.kind === 'officer' && actor.rights.includes('civil-status.register'),
        ),
      ],
    },
  };
}
