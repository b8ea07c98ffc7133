import { hkdfSync } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { RoomParts } from '#platform/room.ts';
import type { Digest } from '#platform/web/message-signatures.ts';
import type { NodesDeps } from './deps.ts';
import { nodesProblem } from './errors.ts';

export type { NodesDeps } from './deps.ts';

/** Where an agency is at home. */
export type Home = { here: true } | { here: false; nodeId: string; url: string; name: string };

export interface NodeCall {
  method: string;
  /** Path and query at the other node, e.g. '/lien-nut/truc/goi'. */
  path: string;
  headers?: Record<string, string>;
  /** A stream needs its `digest`, which is signed before the first byte goes out. */
  body?: Buffer | Readable;
  digest?: Digest;
  /** Until the head of the answer is there; a streamed body may take as long as it moves. Default 30 s. */
  timeoutMs?: number;
}

/** The front door of the federation: which nodes there are, where each agency is at home, and how nodes speak to each other. */
export interface Nodes {
  self(): { nodeId: string; url: string };
  /** By the directory of nodes. An agency that stands in none, and every agency of a node that stands alone, is here. */
  homeOf(agencyId: string): Promise<Home>;
  /** Whether the agency was at home at that node at that time: what was under way to it when it moved is still taken from there. */
  wasHomeOf(nodeId: string, agencyId: string, at: Date): Promise<boolean>;
  /** A signed request to another node. Redirects are refused. @throws nodes.unknown-node, nodes.node-away, nodes.plain-http */
  call(nodeId: string, request: NodeCall): Promise<Response>;
  /**
   * Which node a request comes from. Give the digest of the body, or leave it out while the body is still to come and hold it against
   * the answer's `digest`. @throws nodes.not-a-peer, nodes.seen-before
   */
  peer(request: FastifyRequest, digestOfBody?: Digest): Promise<{ nodeId: string; digest?: Digest }>;
  /** Fetches the directory now, from the registrar or a peer. */
  refresh(): Promise<void>;
  parts: RoomParts;
}

export function createNodes(deps: NodesDeps): Nodes {
  const { node, secrets } = deps.config;
  const nodeId = node.id ?? idOf(secrets.masterKey);
  return {
    self: () => ({ nodeId, url: node.url }),
    homeOf: async () => ({ here: true }),
    wasHomeOf: async (id) => id === nodeId,
    call: async (id) => {
      throw nodesProblem('unknown-node', { params: { node: id } });
    },
    peer: async () => {
      throw nodesProblem('not-a-peer', { params: { code: 'unknown-key' } });
    },
    refresh: async () => undefined,
    parts: { name: 'nodes' },
  };
}

/** The same for all processes of an installation, and for no other. */
function idOf(masterKey: Buffer): string {
  return `nut-${Buffer.from(hkdfSync('sha256', masterKey, '', 'lien-thong/nodes/id', 5)).toString('hex')}`;
}
