import { serve, type Served } from '#platform/operation.ts';
import * as contract from './contract.ts';
import { refreshDirectory } from './copy/refresh.ts';
import { askToJoin } from './join.ts';
import { rotateKey } from './keys/rotate-key.ts';
import { admitNode, refuseNode } from './registrar/decide-joining.ts';
import { moveAgency, removeNode } from './registrar/move-agency.ts';
import { rotateRegistrarKey } from './registrar/rotate-registrar-key.ts';
import type { RoomTools } from './tools.ts';
import { readHomes, viewFederation } from './view.ts';

export function nodesRoutes(tools: RoomTools): Served[] {
  const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  return [
    serve(contract.viewFederation, () => viewFederation(tools)),
    serve(contract.listHomes, ({ query }) => readHomes(tools, query)),
    serve(contract.refreshDirectory, async () => ({ outcome: await refreshDirectory(tools) })),
    serve(contract.askToJoin, () => askToJoin(tools)),
    serve(contract.admitNode, ({ params, body }, { actor }) =>
      done(admitNode(tools, params.joiningId, body.fingerprintEnding, actor)),
    ),
    serve(contract.refuseNode, ({ params }, { actor }) => done(refuseNode(tools, params.joiningId, actor))),
    serve(contract.removeNode, ({ params }, { actor }) => done(removeNode(tools, params.nodeId, actor))),
    serve(contract.moveAgency, ({ body }, { actor }) => done(moveAgency(tools, body.agencyCode, body.nodeId, actor))),
    serve(contract.rotateKey, ({ body }, { actor }) => rotateKey(tools, body.atOnce ?? false, actor)),
    serve(contract.rotateRegistrarKey, (_input, { actor }) => rotateRegistrarKey(tools, actor)),
  ];
}
