import { readSmall } from './calls/caller.ts';
import { sendSigned } from './calls/call-node.ts';
import { nodesProblem } from './errors.ts';
import { fingerprintOf } from './keys/key-names.ts';
import type { Join, JoinState } from './registrar/joining.ts';
import type { Tables } from './tables.ts';
import type { RoomTools } from './tools.ts';

export const JOIN_AT = '/lien-nut/danh-ba/xin-vao';

/**
 * Asks the registrar to take this node into the directory, under the address and the name that it has now. Asking again changes nothing
 * but these. @throws nodes.stands-alone, nodes.node-away
 */
export async function askToJoin(tools: RoomTools): Promise<{ state: JoinState; fingerprint: string }> {
  const { deps, own, nodeId } = tools;
  const { registrarUrl, name, url } = deps.config.node;
  if (!registrarUrl) throw nodesProblem('stands-alone');
  await deps.database
    .of<Tables>()
    .updateTable('nodes.refreshing')
    .set({ asked_to_join_at: deps.clock.now() })
    .execute();
  const keys = await own.of('node');
  const entry = (await tools.copies.current())?.book.node(nodeId);
  // The key that the registrar knows; before that, or after all of them were lost, the first.
  const key = keys.find(({ keyId }) => entry?.keys.some((one) => one.keyId === keyId)) ?? keys[0];
  if (!key) throw new Error('This node has no key.');
  const join: Join = { nodeId, name: (name ?? nodeId).normalize('NFC'), url, jwk: key.publicKey };
  const response = await sendSigned(
    tools,
    { node: 'registrar', url: registrarUrl },
    {
      method: 'POST',
      path: JOIN_AT,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(join)),
    },
    key,
  );
  const text = (await readSmall(response, 16_384, 'registrar')).toString('utf8');
  if (response.status !== 200)
    throw nodesProblem('node-away', {
      params: { node: 'registrar' },
      cause: new Error(`The registrar answered ${response.status}`),
    });
  const { state } = JSON.parse(text) as { state: JoinState };
  return { state, fingerprint: fingerprintOf(key.publicKey) };
}

const ASK_EVERY_MS = 60 * 60_000;

/** Asks by itself while the node is not in the directory, and when its address or name there is not the one it has. */
export async function keepJoined(tools: RoomTools): Promise<void> {
  const { deps, nodeId } = tools;
  const { registrarUrl, name, url } = deps.config.node;
  if (!registrarUrl) return;
  const entry = (await tools.copies.current())?.book.node(nodeId);
  const own = await tools.own.of('node');
  const known = entry?.keys.some((key) => own.some(({ keyId }) => keyId === key.keyId));
  if (entry && known && entry.url === url && entry.name === (name ?? nodeId).normalize('NFC')) return;
  const row = await deps.database
    .of<Tables>()
    .selectFrom('nodes.refreshing')
    .select('asked_to_join_at')
    .executeTakeFirst();
  const last = row?.asked_to_join_at;
  if (last && deps.clock.now().getTime() - last.getTime() < ASK_EVERY_MS) return;
  await askToJoin(tools).catch((error: unknown) => deps.log.warn({ err: error }, 'the registrar could not be asked'));
}
