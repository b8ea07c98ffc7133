import { serve, type Served } from '#platform/operation.ts';
import { addKey } from './add-key.ts';
import { changeSystem } from './change-system.ts';
import { checkSignature } from './check-signature.ts';
import * as contract from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import { endKey } from './end-key.ts';
import { readSystem, readSystems } from './queries.ts';
import { registerSystem } from './register-system.ts';
import { dropSecret, renewSecret } from './secrets.ts';
import { setState } from './set-state.ts';
import { whoAmI } from './who-am-i.ts';

export function systemsRoutes(deps: SystemsDeps): Served[] {
  return [
    serve(contract.registerSystem, async ({ body }, { actor }) => ({
      systemId: await registerSystem(deps, body, actor),
    })),
    serve(contract.listSystems, (_input, { actor }) => readSystems(deps, actor)),
    serve(contract.getSystem, ({ params }, { actor }) => readSystem(deps, params.systemId, actor)),
    serve(contract.changeSystem, async ({ params, body }, { actor }) => ({
      version: await changeSystem(deps, params.systemId, body, actor),
    })),
    serve(contract.setSystemState, async ({ params, body }, { actor }) => ({
      state: await setState(deps, params.systemId, body, actor),
    })),
    serve(contract.addKey, ({ params, body }, { actor }) => addKey(deps, params.systemId, body, actor)),
    serve(contract.endKey, async ({ params, body }, { actor }) => ({
      endsAt: (await endKey(deps, params, body.afterHours, actor)).toISOString(),
    })),
    serve(contract.renewSecret, async ({ params }, { actor }) => ({
      secret: await renewSecret(deps, params.systemId, actor),
    })),
    serve(contract.dropSecret, async ({ params }, { actor }) => ({
      dropped: await dropSecret(deps, params.systemId, actor),
    })),
    serve(contract.whoAmI, (_input, { actor }) => whoAmI(deps, actor)),
    serve(contract.checkSignature, ({ body }) => checkSignature(deps, body)),
  ];
}
