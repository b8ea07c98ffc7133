import { hkdfSync } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/access.ts';
import { job } from '#platform/jobs.ts';
import type { RoomParts } from '#platform/room.ts';
import type { Digest } from '#platform/web/message-signatures.ts';
import { callNode, type NodeCall } from './calls/call-node.ts';
import { createCaller } from './calls/caller.ts';
import { noteTrust } from './calls/note-trust.ts';
import { recognise } from './calls/peer.ts';
import {
  checkStatement,
  publicKeyOf,
  signStatement,
  type StatementCheck,
  type StatementSignature,
} from './calls/statements.ts';
import type { FederationView } from './contract.ts';
import { alarmsOf } from './copy/alarms.ts';
import { createCopies } from './copy/copies.ts';
import { claimForKey, refreshDirectory, type Outcome } from './copy/refresh.ts';
import { signedDirectory, type SignedDirectory } from './copy/signed-directory.ts';
import { standing } from './copy/watch.ts';
import type { NodesDeps } from './deps.ts';
import { nodesProblem } from './errors.ts';
import { askToJoin } from './join.ts';
import { keepUp } from './keep.ts';
import type { PublicKey } from './keys/key-names.ts';
import { declareLimits } from './limits/declare-limits.ts';
import type { Limits } from './limits/limits.ts';
import { createOwnKeys } from './keys/own-keys.ts';
import { rotateKey } from './keys/rotate-key.ts';
import { directoryProtocol } from './protocol.ts';
import { admitNode } from './registrar/decide-joining.ts';
import type { JoinState } from './registrar/joining.ts';
import { moveAgency } from './registrar/move-agency.ts';
import { recoverRegister, type Recovered } from './registrar/recover-register.ts';
import { keepIssued } from './registrar/register.ts';
import { rotateRegistrarKey } from './registrar/rotate-registrar-key.ts';
import { nodesRoutes } from './routes.ts';
import { usableCopy, type RoomTools } from './tools.ts';
import { viewFederation } from './view.ts';

export type { NodesDeps } from './deps.ts';
export type { NodeCall } from './calls/call-node.ts';
export type { StatementCheck, StatementSignature } from './calls/statements.ts';
export type { Outcome } from './copy/refresh.ts';
export type { JoinState } from './registrar/joining.ts';
export { keyIdOf, jwkOf } from './keys/key-names.ts';
export { inGroups } from './keys/in-groups.ts';
export { readDirectory, type ReadDirectory, type SignedDirectory } from './copy/signed-directory.ts';
export { changeKinds, LimitsShape, settled, type Limits } from './limits/limits.ts';

/** Where an agency is at home. */
export type Home = { here: true } | { here: false; nodeId: string; url: string; name: string };

export interface Standing {
  /** Not in any federation. */
  alone: boolean;
  issuedAt?: Date;
  validUntil?: Date;
  /** When the registrar was last heard, or a peer had something newer. */
  heardAt?: Date;
  alarms: readonly string[];
  names: ReadonlyMap<string, string>;
}

/** The front door of the federation: which nodes there are, where each agency is at home, and how nodes speak to each other. */
export interface Nodes {
  self(): { nodeId: string; url: string };
  /** By the directory of nodes. An agency that stands in none, and every agency of a node that stands alone, is here. */
  homeOf(agencyId: string): Promise<Home>;
  /** Whether the agency was at home at that node at that time: what was under way to it when it moved is still taken from there. */
  wasHomeOf(nodeId: string, agencyId: string, at: Date): Promise<boolean>;
  /** What an agency's software cannot take, by the directory; undefined where it says nothing, or the agency stands in none. */
  limitsOf(agencyId: string): Promise<Limits | undefined>;
  /** Keeps what an agency of this node says that its software cannot take; the directory says it within minutes. */
  declareLimits(agencyId: string, limits: Limits): Promise<void>;
  /** A signed request to another node. Redirects are refused. @throws nodes.unknown-node, nodes.node-away, nodes.plain-http */
  call(nodeId: string, request: NodeCall): Promise<Response>;
  /**
   * Which node a request comes from. Give the digest of the body, or leave it out while the body is still to come and hold it against
   * the answer's `digest`. @throws nodes.not-a-peer, nodes.seen-before
   */
  peer(request: FastifyRequest, digestOfBody?: Digest): Promise<{ nodeId: string; digest?: Digest }>;
  /** Signs bytes with this node's key, for others to check now and later. */
  signStatement(bytes: Buffer): Promise<StatementSignature>;
  /**
   * Whether that node signed these bytes with a key that counted at that time, by the directory of now or of then.
   * @throws nodes.no-directory, nodes.directory-too-old
   */
  checkStatement(nodeId: string, bytes: Buffer, signed: StatementSignature, at: Date): Promise<StatementCheck>;
  /**
   * Fetches the directory now, from the registrar or a peer; on the registrar signs it anew where that is due.
   * @returns whether the directory is the newest that could be had; false where nobody was reached
   */
  refresh(): Promise<boolean>;
  /** The public key under which that node signed at that time, PEM: for proofs that are checked elsewhere. */
  publicKeyOf(nodeId: string, keyId: string, at: Date): Promise<string | undefined>;
  /** The directory of that time byte for byte, or the one of now where only that names the key. Undefined on a node that has none. */
  signedDirectory(at: Date, keyId?: string): Promise<SignedDirectory | undefined>;
  /** How old the directory here is, what is wrong with it, and what it calls the nodes. */
  standing(): Promise<Standing>;
  /** For whoever runs the machine; pages and others go through the operations. */
  operator: {
    view(): Promise<FederationView>;
    /** On the registrar also the keys under which it signs the directory: the first is the one to pin. */
    keys(): Promise<{ node: PublicKey; registrar: PublicKey[] }>;
    refresh(): Promise<Outcome>;
    join(): Promise<{ state: JoinState; fingerprint: string }>;
    admit(nodeId: string, fingerprint: string): Promise<void>;
    move(agencyCode: string, nodeId: string): Promise<void>;
    /** On a registrar that was restored from a backup: takes up the newest directory that other nodes have, and signs the next. */
    recover(urls: readonly string[]): Promise<Recovered>;
    rotate(which: 'node' | 'registrar', atOnce: boolean): Promise<void>;
  };
  parts: RoomParts;
}

const operatorActor: Actor = { kind: 'system', name: 'operator' };

export function createNodes(deps: NodesDeps): Nodes {
  const tools = roomTools(deps);
  const { nodeId, copies } = tools;

  const memberOf = async (agencyId: string) => {
    const copy = await copies.current();
    if (!copy || copy.book.document.members.length === 0) return undefined;
    const agency = await deps.directory.getAgency(agencyId).catch(() => undefined);
    const member = agency && copy.book.memberOf([agency.code, ...agency.codes.map((one) => one.code)]);
    return member && { book: copy.book, member };
  };

  return {
    self: () => ({ nodeId, url: deps.config.node.url }),
    async homeOf(agencyId) {
      const found = await memberOf(agencyId);
      if (!found || found.member.nodeId === nodeId) return { here: true };
      const node = found.book.node(found.member.nodeId);
      return node ? { here: false, nodeId: node.id, url: node.url, name: node.name } : { here: true };
    },
    async wasHomeOf(id, agencyId, at) {
      const found = await memberOf(agencyId);
      return found ? found.book.wasHome(found.member, id, at) : id === nodeId;
    },
    async limitsOf(agencyId) {
      // Asked for each recipient of each document: mostly nobody in the country has said anything.
      if (!(await copies.current())?.book.hasLimits) return undefined;
      return (await memberOf(agencyId))?.member.limits;
    },
    declareLimits: (agencyId, limits) => declareLimits(tools, agencyId, limits),
    call: (id, request) => callNode(tools, id, request),
    peer: (request, digestOfBody) => recognise(tools, request, digestOfBody),
    signStatement: (bytes) => signStatement(tools, bytes),
    checkStatement: (id, bytes, signed, at) => checkStatement(tools, id, bytes, signed, at),
    async refresh() {
      if (deps.config.node.registrar) await keepIssued(tools);
      if (deps.config.node.registrar || !deps.config.node.registrarUrl) return true;
      const outcome = await refreshDirectory(tools);
      return outcome === 'newer' || outcome === 'the-same';
    },
    publicKeyOf: (id, keyId, at) => publicKeyOf(tools, id, keyId, at),
    signedDirectory: (at, keyId) => signedDirectory(tools, at, keyId),
    standing: () => standingOf(tools),
    operator: operatorOf(tools),
    parts: {
      name: 'nodes',
      served: nodesRoutes(tools),
      protocols: [directoryProtocol(tools)],
      jobs: [job('nodes.keep-up', async () => keepUp(tools), { every: '* * * * *' })],
      stop: async () => tools.caller.stop(),
    },
  };
}

async function standingOf(tools: RoomTools): Promise<Standing> {
  const { copy, row, facts, alone } = await standing(tools);
  return {
    alone,
    alarms: alone ? [] : alarmsOf(facts, tools.deps.clock.now()),
    names: new Map((copy?.book.document.nodes ?? []).map(({ id, name }) => [id, name])),
    ...(copy ? { issuedAt: copy.book.issuedAt, validUntil: copy.book.validUntil } : {}),
    ...(row.heard_at ? { heardAt: row.heard_at } : {}),
  };
}

function roomTools(deps: NodesDeps): RoomTools {
  const nodeId = deps.config.node.id ?? idOf(deps.config.secrets.masterKey);
  const copies = createCopies(deps);
  const tools: RoomTools = {
    deps,
    nodeId,
    copies,
    own: createOwnKeys(deps, nodeId),
    caller: noteTrust(deps, createCaller(deps.config.node)),
    usable: () => usableCopy(copies),
    async refreshFor(keyId) {
      if (!deps.config.node.registrarUrl || !(await claimForKey(tools))) return false;
      return (await refreshDirectory(tools, keyId.split('#')[0])) === 'newer';
    },
  };
  return tools;
}

function operatorOf(tools: RoomTools): Nodes['operator'] {
  const { own, deps } = tools;
  return {
    view: () => viewFederation(tools),
    async keys() {
      const [node] = await own.of('node');
      if (!node) throw new Error('This node has no key.');
      const registrar = deps.config.node.registrar ? await own.of('registrar') : [];
      return { node: node.publicKey, registrar: registrar.map((key) => key.publicKey) };
    },
    async refresh() {
      if (!deps.config.node.registrar) return refreshDirectory(tools);
      await keepIssued(tools);
      return 'the-same';
    },
    join: () => askToJoin(tools),
    async admit(nodeId, fingerprint) {
      const wanted = fingerprint.replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
      const { joining } = await viewFederation(tools);
      const asked = joining.filter((one) => one.nodeId === nodeId);
      const one = asked.find(({ fingerprintBeginning }) => wanted.startsWith(fingerprintBeginning));
      if (asked.length === 0) throw nodesProblem('joining-gone');
      if (!one || wanted.length !== 64) throw nodesProblem('fingerprint-differs');
      await admitNode(tools, one.id, wanted, operatorActor);
    },
    move: (agencyCode, nodeId) => moveAgency(tools, agencyCode, nodeId, operatorActor),
    recover: (urls) => recoverRegister(tools, urls, operatorActor),
    async rotate(which, atOnce) {
      if (which === 'node') await rotateKey(tools, atOnce, operatorActor);
      else await rotateRegistrarKey(tools, operatorActor);
    },
  };
}

/** The same for all processes of an installation, and for no other. */
function idOf(masterKey: Buffer): string {
  return `nut-${Buffer.from(hkdfSync('sha256', masterKey, '', 'lien-thong/nodes/id', 5)).toString('hex')}`;
}
