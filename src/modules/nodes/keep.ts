import { claimRefresh, refreshDirectory } from './copy/refresh.ts';
import { watchDirectory } from './copy/watch.ts';
import { keepJoined } from './join.ts';
import { settleKeys } from './keys/rotate-key.ts';
import { tellLimits } from './limits/declare-limits.ts';
import { keepIssued } from './registrar/register.ts';
import type { Tables } from './tables.ts';
import type { RoomTools } from './tools.ts';

/** Every minute, in one process: what a node owes the federation, whatever else happens. */
export async function keepUp(tools: RoomTools): Promise<void> {
  const { deps } = tools;
  const { registrar, registrarUrl } = deps.config.node;
  if (!registrar && !registrarUrl) return;
  if (registrar) await keepIssued(tools);
  else if (await claimRefresh(tools)) await refreshDirectory(tools);
  await keepJoined(tools);
  await settleKeys(tools);
  await tellLimits(tools);
  await deps.database.of<Tables>().deleteFrom('nodes.nonce').where('until', '<', deps.clock.now()).execute();
  await watchDirectory(tools);
}
