import type { Context } from '#platform/operation.ts';
import { serve, type Served } from '#platform/operation.ts';
import * as contract from '../contract/clients.ts';
import type { RegisterDeps } from '../deps.ts';
import { decideProposal, withdrawProposal } from './decide-proposal.ts';
import { reachOf } from './find-client.ts';
import { putLive } from './put-live.ts';
import { getClient, listClients } from './read-clients.ts';
import { registerClient } from './register-client.ts';
import { rotateSecret } from './rotate-secret.ts';
import { setKeys } from './set-keys.ts';
import { resumeClient, suspendClient } from './suspend-client.ts';
import { addTester, removeTester } from './testers.ts';
import { updateClient } from './update-client.ts';

export function clientRoutes(deps: RegisterDeps): Served[] {
  const as = async ({ actor }: Context) => ({ actor, reach: await reachOf(deps.directory, actor) });
  const read = async (clientId: string, ctx: Context) => getClient(deps, clientId, await as(ctx));
  const done = async (clientId: string, ctx: Context) => ({ client: await read(clientId, ctx) });
  return [
    serve(contract.listClients, async ({ query }, ctx) =>
      listClients(deps, { of: query.of ?? 'own', ...(query.after ? { after: query.after } : {}) }, await as(ctx)),
    ),
    serve(contract.registerClient, async ({ body }, ctx) => {
      const { id, secret } = await registerClient(deps, body, ctx);
      return { client: await read(id, ctx), secret };
    }),
    serve(contract.getClient, ({ params }, ctx) => read(params.clientId, ctx)),
    serve(contract.updateClient, async ({ params, body }, ctx) => {
      await updateClient(deps, params.clientId, body, ctx);
      return done(params.clientId, ctx);
    }),
    serve(contract.rotateSecret, async ({ params }, ctx) => {
      const secret = await rotateSecret(deps, params.clientId, ctx);
      return { ...(await done(params.clientId, ctx)), secret };
    }),
    serve(contract.setKeys, async ({ params, body }, ctx) => {
      await setKeys(deps, params.clientId, body, ctx);
      return done(params.clientId, ctx);
    }),
    serve(contract.putLive, async ({ params }, ctx) => {
      await putLive(deps, params.clientId, ctx);
      return done(params.clientId, ctx);
    }),
    serve(contract.decideProposal, async ({ params, body }, ctx) => {
      await decideProposal(deps, params.clientId, body, await as(ctx));
      return done(params.clientId, ctx);
    }),
    serve(contract.withdrawProposal, async ({ params }, ctx) => {
      await withdrawProposal(deps, params.clientId, await as(ctx));
      return done(params.clientId, ctx);
    }),
    serve(contract.suspendClient, async ({ params, body }, ctx) => {
      await suspendClient(deps, params.clientId, body.reason, await as(ctx));
      return done(params.clientId, ctx);
    }),
    serve(contract.resumeClient, async ({ params }, ctx) => {
      await resumeClient(deps, params.clientId, await as(ctx));
      return done(params.clientId, ctx);
    }),
    serve(contract.listTesters, async ({ params }, ctx) => ({ testers: (await read(params.clientId, ctx)).testers })),
    serve(contract.addTester, async ({ params, body }, ctx) => {
      await addTester(deps, params.clientId, body, ctx);
      return done(params.clientId, ctx);
    }),
    serve(contract.removeTester, async ({ params }, ctx) => {
      await removeTester(deps, params, ctx);
      return done(params.clientId, ctx);
    }),
  ];
}
