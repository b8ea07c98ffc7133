import { job, type Job } from '#platform/jobs.ts';
import { liveTopic, type LiveTopic } from '#platform/live.ts';
import { serve, type Context, type Served } from '#platform/operation.ts';
import type { OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from '../contract/console.ts';
import type { ExchangeDeps } from '../deps.ts';
import { mayHearFlow } from './access.ts';
import { exportStatistics } from './export-statistics.ts';
import { FLOW_TOPIC } from './live.ts';
import { readCopies, readFlows, readPath } from './queries.ts';
import { readStatistics } from './statistics.ts';
import { carryOut, readSteering, STEER, steerMany } from './steer-many.ts';
import { TALLY, tally } from './tally.ts';

/** The first gate has let only officers in; this tells the compiler. */
function officerOf({ actor }: Context): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function consoleRoutes(deps: ExchangeDeps): Served[] {
  return [
    serve(contract.getFlows, (_input, ctx) => readFlows(deps, officerOf(ctx))),
    serve(contract.listCopies, ({ query }, ctx) => readCopies(deps, query, officerOf(ctx))),
    serve(contract.getPath, ({ params }, ctx) => readPath(deps, params.deliveryId, officerOf(ctx))),
    serve(contract.steerMany, ({ body }, ctx) => steerMany(deps, body, officerOf(ctx))),
    serve(contract.getSteering, ({ params }, ctx) => readSteering(deps, params.steeringId, officerOf(ctx))),
    serve(contract.getStatistics, ({ query }, ctx) => readStatistics(deps, query, officerOf(ctx))),
    serve(contract.exportStatistics, ({ query }, ctx) => exportStatistics(deps, query, officerOf(ctx))),
  ];
}

export function consoleJobs(deps: ExchangeDeps): Job[] {
  return [
    job(TALLY, async () => void (await tally(deps)), { every: '* * * * *' }),
    job<{ steeringId: string }>(STEER, ({ steeringId }) => carryOut(deps, steeringId)),
  ];
}

export const consoleTopics = (): LiveTopic[] => [liveTopic(FLOW_TOPIC, mayHearFlow)];
