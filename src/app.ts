import { createCalendar } from '#modules/calendar/index.ts';
import { createCivilStatus } from '#modules/civil-status/index.ts';
import { createCommand } from '#modules/command/index.ts';
import { createCounter } from '#modules/counter/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createExchange } from '#modules/exchange/index.ts';
import { createFiles } from '#modules/files/index.ts';
import { createIdentity, type DemoCitizen } from '#modules/identity/index.ts';
import { createMandates } from '#modules/mandates/index.ts';
import { createNodes } from '#modules/nodes/index.ts';
import { createNotices } from '#modules/notices/index.ts';
import { createPopulation } from '#modules/population/index.ts';
import { createPortal } from '#modules/portal/index.ts';
import { createProcedures } from '#modules/procedures/index.ts';
import { createSignOn } from '#modules/sign-on/index.ts';
import { createSigning } from '#modules/signing/index.ts';
import { createSystems } from '#modules/systems/index.ts';
import { createVxp } from '#modules/vxp/index.ts';
import { rooms } from '#modules/map.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import type { Sessions } from '#platform/web/sessions.ts';
import { demoPeople } from '#seeds/demo/index.ts';
import { demoCitizens } from './worlds/demo-citizens.ts';

/** The rooms that keep data or serve something, in the order in which they are built; also that of the migrations. */
export const roomNames: readonly string[] = Object.keys(rooms);

export type House = ReturnType<typeof buildHouse>;

/** The composition root: every room is built once, after the rooms that it uses. */
export function buildHouse(deps: PlatformDeps) {
  const signing = createSigning(deps);
  const evidence = createEvidence({ ...deps, signing });
  const directory = createDirectory(deps);
  const calendar = createCalendar(deps);
  const files = createFiles(deps);
  const notices = createNotices(deps);
  const nodes = createNodes({ ...deps, directory, evidence });
  const systems = createSystems({ ...deps, directory, evidence });
  const procedures = createProcedures(deps);
  const population = createPopulation({ ...deps, evidence });
  const mandates = createMandates({ ...deps, population, evidence });
  const listDemo = (): DemoCitizen[] => demoCitizens(demoPeople);
  const identity = createIdentity({ ...deps, directory, mandates, evidence, population, demoCitizens: listDemo });
  const signOn = createSignOn({ ...deps, identity, directory, evidence, population, mandates });
  const counter = createCounter({ ...deps, directory, calendar, procedures, files, evidence, mandates });
  const civilStatus = createCivilStatus({
    ...deps,
    directory,
    counter,
    procedures,
    files,
    signing,
    evidence,
    population,
  });
  const documents = createDocuments({
    ...deps,
    directory,
    calendar,
    files,
    signing,
    evidence,
    // The exchange stands above the registers and hears what they issue; it is asked when both are there.
    axis: {
      groups: (agencyId) => exchange.recipients.groups(agencyId),
      plan: (asked) => exchange.recipients.plan(asked),
    },
  });
  const exchange = createExchange({ ...deps, directory, nodes, files, signing, evidence, documents });
  const vxp = createVxp({ ...deps, directory, systems, exchange, files, signing, evidence });
  const command = createCommand({ ...deps, directory });
  const portal = createPortal();
  const all: Room[] = [
    evidence,
    directory,
    calendar,
    files,
    signing,
    notices,
    nodes,
    systems,
    procedures,
    population,
    mandates,
    identity,
    signOn,
    counter,
    civilStatus,
    documents,
    exchange,
    vxp,
    command,
    portal,
  ];
  const sessions: Sessions = identity.sessions;
  return {
    rooms: all,
    sessions,
    programs: systems.programs,
    doors: {
      evidence,
      directory,
      calendar,
      files,
      signing,
      notices,
      procedures,
      population,
      mandates,
      identity,
      signOn,
      counter,
      civilStatus,
      documents,
      exchange,
      nodes,
      systems,
      vxp,
    },
  };
}
