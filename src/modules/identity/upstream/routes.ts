import { serve, type Served } from '#platform/operation.ts';
import { identityProblem } from '../errors.ts';
import type { Connection } from './connection.ts';
import { describeUpstream, finishUpstream, startUpstream } from './contract.ts';
import { finishUpstream as finish, type FinishDeps } from './finish-upstream.ts';
import { startUpstream as start } from './start-upstream.ts';

export function upstreamRoutes(deps: FinishDeps, connection: Connection | undefined): Served[] {
  const connected = (): Connection => {
    if (!connection) throw identityProblem('upstream-off');
    return connection;
  };
  return [
    serve(describeUpstream, () =>
      connection ? { upstream: { name: connection.settings.name, state: connection.state() } } : {},
    ),
    serve(startUpstream, async ({ body }) => {
      const { expiresAt, ...started } = await start(deps, connected(), body);
      return { ...started, expiresAt: expiresAt.toISOString() };
    }),
    serve(finishUpstream, async ({ body }, context) => {
      const { token, expiresAt, opened, back, deviceToken } = await finish(deps, connected(), body, {
        source: context.source ?? 'local',
        device: context.device,
        userAgent: context.userAgent,
      });
      return {
        token,
        expiresAt: expiresAt.toISOString(),
        opened,
        ...(back ? { back } : {}),
        ...(deviceToken ? { deviceToken } : {}),
      };
    }),
  ];
}
