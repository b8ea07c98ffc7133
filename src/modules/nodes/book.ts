import type { KeyObject } from 'node:crypto';
import type { DirectoryDocument, MemberEntry, NodeEntry } from './document.ts';
import { keyOfJwk } from './keys/key-names.ts';

/** How much the clocks of two nodes may differ. */
export const SKEW_SECONDS = 120;
const SKEW_MS = SKEW_SECONDS * 1000;

/** A directory of nodes, indexed for the questions that every document on the axis asks. */
export class Book {
  readonly serial: number;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  readonly document: DirectoryDocument;
  /** Some agency says what it cannot take. */
  readonly hasLimits: boolean;
  readonly #nodes: Map<string, NodeEntry>;
  readonly #members: Map<string, MemberEntry>;
  readonly #keys = new Map<string, { nodeId: string; key: KeyObject; until: number }>();

  constructor(document: DirectoryDocument) {
    this.document = document;
    this.serial = document.serial;
    this.issuedAt = new Date(document.issuedAt);
    this.validUntil = new Date(document.validUntil);
    this.hasLimits = document.members.some(({ limits }) => limits !== undefined);
    this.#nodes = new Map(document.nodes.map((node) => [node.id, node]));
    this.#members = new Map(document.members.map((member) => [member.code, member]));
    for (const node of document.nodes)
      for (const { keyId, jwk, until } of node.keys)
        this.#keys.set(keyId, {
          nodeId: node.id,
          key: keyOfJwk(jwk),
          until: until ? Date.parse(until) : Number.POSITIVE_INFINITY,
        });
  }

  node(id: string): NodeEntry | undefined {
    return this.#nodes.get(id);
  }

  /** By any of an agency's codes, of whichever form and time. */
  memberOf(codes: readonly string[]): MemberEntry | undefined {
    for (const code of codes) {
      const found = this.#members.get(code);
      if (found) return found;
    }
    return undefined;
  }

  /** A key counts from the moment it is published until the end of its overlap. */
  keyOf(keyId: string, now: Date): { nodeId: string; key: KeyObject } | undefined {
    const found = this.#keys.get(keyId);
    return found && found.until + SKEW_MS > now.getTime() ? found : undefined;
  }

  /** Which of a node's own keys it signs with: the newest whose time has come, so that all others know it already. */
  signingKeyId(nodeId: string, own: readonly string[], now: Date): string | undefined {
    const at = now.toISOString();
    return this.#nodes
      .get(nodeId)
      ?.keys.filter(({ keyId, from, until }) => own.includes(keyId) && from <= at && (until === null || at < until))
      .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.keyId;
  }

  /** Whether that node was the agency's home at that time. */
  wasHome(member: MemberEntry, nodeId: string, at: Date): boolean {
    const then = at.toISOString();
    if (member.nodeId === nodeId && new Date(Date.parse(member.since) - SKEW_MS).toISOString() <= then) return true;
    return member.before.some(
      (home) =>
        home.nodeId === nodeId &&
        Date.parse(home.since) - SKEW_MS <= at.getTime() &&
        at.getTime() < Date.parse(home.until) + SKEW_MS,
    );
  }
}
