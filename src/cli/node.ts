import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { House } from '#app';
import { inGroups } from '#modules/nodes/index.ts';
import type { Config } from '#platform/config.ts';
import { withHouseOf } from './with-house.ts';

type Operator = House['doors']['nodes']['operator'];

/** Does something in the federation on this node's database, whether the node runs or not. */
const withNodes = (config: Config, work: (operator: Operator, house: House) => Promise<void>): Promise<void> =>
  withHouseOf(config, (house) => work(house.doors.nodes.operator, house));

/** For scripts: one line of JSON, or the sentences for people. */
function tell(json: boolean | undefined, value: object, sentences: string): void {
  console.log(json ? JSON.stringify(value) : sentences);
}

const pem = (key: object): string =>
  createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

/** `lienthong node key`: who this node is, and on the registrar what the others pin. */
export function showKey(config: Config, { json }: { json?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    const { self } = await operator.view();
    const { node, registrar } = await operator.keys();
    const lines = [
      `Node ${self.nodeId} at ${self.url}`,
      `Fingerprint of its key: ${inGroups(self.fingerprint)}`,
      ...(registrar[0]
        ? [
            'This node is the registrar. The others set NODE_REGISTRAR_URL to its address and NODE_REGISTRAR_KEY to:',
            JSON.stringify(registrar[0]),
            pem(registrar[0]),
          ]
        : []),
    ];
    tell(json, { ...self, key: node, ...(registrar[0] ? { registrarKey: registrar[0] } : {}) }, lines.join('\n'));
  });
}

export function joinFederation(config: Config, { json }: { json?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    const { state, fingerprint } = await operator.join();
    const next = {
      waiting: 'An officer of the registrar admits it after comparing the fingerprint with you.',
      admitted: 'The registrar knows it; the directory comes within minutes.',
      refused: 'The registrar’s officer refused it. Speak with them before asking again.',
    };
    tell(json, { state, fingerprint }, `Fingerprint: ${inGroups(fingerprint)}\n${next[state]}`);
  });
}

export function refreshNodes(config: Config, { json }: { json?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    const outcome = await operator.refresh();
    const { copy } = await operator.view();
    tell(
      json,
      { outcome, copy },
      `${outcome}: ${copy ? `directory ${copy.serial}, valid until ${copy.validUntil}` : 'no directory'}`,
    );
    if (outcome !== 'newer' && outcome !== 'the-same') process.exitCode = 1;
  });
}

export function listNodes(config: Config, { json }: { json?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    const { nodes, joining, alarms, copy } = await operator.view();
    const lines = [
      copy ? `Directory ${copy.serial}, valid until ${copy.validUntil}` : 'No directory of nodes here yet.',
      ...nodes.map((node) => `  ${node.id}  ${node.url}  ${node.agencies} agencies  ${node.name}`),
      ...joining.map((one) => `  waits: ${one.nodeId}  ${one.url}  ${inGroups(one.fingerprintBeginning)} …`),
      ...alarms.map((alarm) => `  ! ${alarm}`),
    ];
    tell(json, { copy, nodes, joining, alarms }, lines.join('\n'));
  });
}

/** The whole fingerprint is given, as the other side read it out. */
export function admit(config: Config, nodeId: string, fingerprint: string): Promise<void> {
  return withNodes(config, async (operator) => {
    await operator.admit(nodeId, fingerprint);
    console.log(`${nodeId} is in the directory.`);
  });
}

export function move(config: Config, agencyCodes: string, nodeId: string): Promise<void> {
  return withNodes(config, async (operator) => {
    for (const code of agencyCodes.split(',').filter(Boolean)) {
      await operator.move(code, nodeId);
      console.log(`${code} is at home at ${nodeId}.`);
    }
  });
}

export function rotate(config: Config, options: { registrar?: boolean; atOnce?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    await operator.rotate(options.registrar ? 'registrar' : 'node', options.atOnce ?? false);
    console.log(
      options.registrar
        ? 'The key that follows signs the directory now; nodes know it already. New nodes pin it: lienthong node key.'
        : options.atOnce
          ? 'The new key is in the directory, the old one has ended.'
          : 'The new key is used in a quarter of an hour, when all nodes know it; the old one counts for seven more days.',
    );
  });
}

/** After the registrar was restored from a backup. Addresses are of nodes that the backup does not know. */
export function recover(config: Config, urls: readonly string[], { json }: { json?: boolean }): Promise<void> {
  return withNodes(config, async (operator) => {
    const done = await operator.recover(urls);
    const lines = [
      `Directory ${done.serial} is signed; the newest that any node had was ${done.newest}.`,
      `Taken up from it: ${done.nodes} nodes, ${done.homes} homes of agencies.`,
      ...(done.keyFollowed
        ? ['The registrar’s key was changed after the backup: the key that followed signs from now on, as it did.']
        : []),
      ...done.unreadable.map((url) => `  newer, but under a key that this registrar does not have: ${url}`),
      ...done.silent.map((url) => `  no directory of ours from ${url}`),
      ...(done.silent.length > 0
        ? ['If one of these has a newer one, it says so by an alarm: run this again then.']
        : []),
    ];
    tell(json, done, lines.join('\n'));
  });
}
