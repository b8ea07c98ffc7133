import type { CitizenActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { endsByItsPeople, partIn, type Part } from './access.ts';
import type { getMyMandate as oneOperation, listMyMandates as listOperation } from './contract.ts';
import { deriveParents } from './derive-parents.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { findOrganisation } from './organisations.ts';
import {
  findMandate,
  mandatesOfAgent,
  mandatesOfOrganisation,
  mandatesOfPrincipal,
  type Mandate,
} from './read-mandates.ts';
import { stands } from './rules.ts';
import { usesOf } from './uses.ts';
import { viewOf } from './view.ts';

/** What ended longer ago than this is left out of the lists; its own page still shows it. */
const shownAfterEndMs = 366 * 24 * 3_600_000;

export async function listMyMandates(deps: MandatesDeps, actor: CitizenActor): Promise<AnswerOf<typeof listOperation>> {
  const now = deps.clock.now();
  const database = deps.database.of<unknown>();
  await deriveParents(deps, actor.personId, now);
  const [asAgent, asPrincipal] = await Promise.all([
    mandatesOfAgent(database, actor.personId),
    mandatesOfPrincipal(database, actor.personId),
  ]);
  const represented = asAgent.filter(({ facts }) => facts.kind === 'representative' && stands(facts, now));
  const organisations = await Promise.all(
    represented.map(async ({ facts }) => ({
      organisation: await findOrganisation(deps, facts.principal.id),
      staff: (await mandatesOfOrganisation(database, facts.principal.id))
        .filter((one) => one.facts.kind === 'staff' && isRecent(one, now))
        .map((one) => viewOf(one, now)),
    })),
  );
  return {
    asAgent: asAgent.map((one) => viewOf(one, now)).filter((one) => one.obstacle === null || isHopeful(one.state)),
    asPrincipal: asPrincipal
      .filter((one) => isRecent(one, now))
      .map((one) => viewOf(one, now))
      // A grown-up has no use for the list of those who once acted for the child.
      .filter((one) => one.kind !== 'parent' || one.obstacle === null),
    organisations,
  };
}

const isHopeful = (state: string): boolean => state === 'waiting' || state === 'future';
const isRecent = ({ facts }: Mandate, now: Date): boolean =>
  !facts.endedAt || now.getTime() - facts.endedAt.getTime() < shownAfterEndMs;

/** A mandate that the actor has a part in; everybody else is told that there is none. @throws mandates.not-found */
export async function requirePart(
  executor: Executor,
  actor: CitizenActor,
  mandate: Mandate | undefined,
  at: Date,
): Promise<Exclude<Part, 'none'>> {
  const part = mandate ? partIn(actor, mandate, await representativesOf(executor, mandate, at)) : 'none';
  if (part === 'none') throw mandatesProblem('not-found');
  return part;
}

async function representativesOf(executor: Executor, { facts }: Mandate, at: Date): Promise<string[]> {
  if (facts.principal.kind !== 'organisation') return [];
  return (await mandatesOfOrganisation(executor, facts.principal.id))
    .filter((one) => one.facts.kind === 'representative' && stands(one.facts, at))
    .map((one) => one.facts.agent.id);
}

export async function getMyMandate(
  deps: MandatesDeps,
  mandateId: string,
  actor: CitizenActor,
): Promise<AnswerOf<typeof oneOperation>> {
  const now = deps.clock.now();
  const database = deps.database.of<unknown>();
  const mandate = await findMandate(database, mandateId);
  const part = await requirePart(database, actor, mandate, now);
  if (!mandate) throw mandatesProblem('not-found');
  const view = viewOf(mandate, now);
  return {
    mandate: view,
    part,
    mayEnd: view.state !== 'ended' && endsByItsPeople(view.kind),
    mayAccept: view.state === 'waiting' && part === 'agent',
    uses: await usesOf(deps, mandate.id),
  };
}
