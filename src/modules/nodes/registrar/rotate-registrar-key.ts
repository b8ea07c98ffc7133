import type { Actor } from '#platform/access.ts';
import { nodesProblem } from '../errors.ts';
import { fingerprintOf } from '../keys/key-names.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';
import { changeRegister } from './register.ts';

/**
 * The key that follows begins to sign the directory. Every node believes it already, because each directory names it; a new one is made
 * and named in its place. @throws nodes.not-the-registrar
 */
export async function rotateRegistrarKey(tools: RoomTools, actor: Actor): Promise<{ fingerprint: string }> {
  const { deps, own } = tools;
  if (!deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  const [present] = await own.of('registrar');
  if (!present) throw new Error('The registrar has no key.');
  await own.add('registrar');
  await deps.database.transaction<Tables, void>(async (trx) => {
    await own.retire(trx, [present.keyId]);
    await deps.evidence.record(trx, {
      kind: 'nodes.registrar-key-rotated',
      subject: `node:${tools.nodeId}`,
      actor,
      data: { retired: present.keyId },
    });
  });
  await changeRegister(tools, actor, async () => undefined);
  const [next] = await own.of('registrar');
  if (!next) throw new Error('The registrar has no key.');
  return { fingerprint: fingerprintOf(next.publicKey) };
}
