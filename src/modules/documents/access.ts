import type { Actor, OfficerActor } from '#platform/access.ts';
import { documentsProblem } from './errors.ts';

/** Who may do what with a document of an agency: pure, and the only place that decides it. Whether the state allows it is in states.ts. */
export const outgoingActs = [
  'read',
  'edit',
  'comment',
  'submit',
  'discard',
  'approve',
  'return',
  'number',
  'sign',
  'issue',
  'void',
  'copy',
] as const;
export type OutgoingAct = (typeof outgoingActs)[number];

export interface OutgoingParties {
  agencyId: string;
  drafterId: string;
  /** The post in which it was begun; null for drafts of before, which are their drafter's. */
  drafterPostId: string | null;
  signerId: string;
  issued: boolean;
  /** Colleagues who get it when it is issued. */
  readerIds: readonly string[];
}

const has = (actor: OfficerActor, ...rights: readonly string[]): boolean =>
  rights.some((right) => actor.rights.includes(right));

export function mayOutgoing(actor: Actor, document: OutgoingParties, act: OutgoingAct): boolean {
  if (actor.kind !== 'officer' || actor.agencyId !== document.agencyId) return false;
  const own = document.drafterPostId ? actor.postId === document.drafterPostId : actor.officerId === document.drafterId;
  const drafts = own && has(actor, 'documents.draft');
  const signs = actor.officerId === document.signerId && has(actor, 'documents.sign');
  switch (act) {
    case 'read':
      return (
        drafts ||
        signs ||
        has(actor, 'documents.clerk', 'documents.approve') ||
        (document.issued && document.readerIds.includes(actor.officerId))
      );
    case 'edit':
    case 'submit':
    case 'discard':
      return drafts;
    case 'comment':
      return drafts || signs || has(actor, 'documents.clerk', 'documents.approve');
    case 'approve':
    case 'void':
      return has(actor, 'documents.approve');
    case 'return':
      return signs || has(actor, 'documents.approve');
    case 'sign':
      return signs;
    case 'number':
    case 'issue':
      return has(actor, 'documents.clerk');
    case 'copy':
      return document.issued && has(actor, 'documents.sign');
  }
}

export const incomingActs = ['read', 'register', 'refuse', 'assign', 'file-away', 'note', 'finish', 'copy'] as const;
export type IncomingAct = (typeof incomingActs)[number];

export interface IncomingParties {
  agencyId: string;
  leadId: string | null;
  /** Lead, co-ordinators and those who are told. */
  assigneeIds: readonly string[];
  /** Those of them who only read. */
  informedIds: readonly string[];
  /** The same of posts: whoever acts in the post in this session. */
  leadPostId: string | null;
  postIds: readonly string[];
  informedPostIds: readonly string[];
  /** Posts that lead the units of these posts: they see what lies in their unit. */
  leadingPostIds: readonly string[];
}

const inPost = ({ postId }: OfficerActor, posts: readonly string[]): boolean =>
  postId !== undefined && posts.includes(postId);

/** Whether it is this officer's work, by name or by the post. */
export const worksOn = (actor: OfficerActor, document: IncomingParties): boolean =>
  (document.assigneeIds.includes(actor.officerId) && !document.informedIds.includes(actor.officerId)) ||
  (inPost(actor, document.postIds) && !inPost(actor, document.informedPostIds));

export function mayIncoming(actor: Actor, document: IncomingParties, act: IncomingAct): boolean {
  if (actor.kind !== 'officer' || actor.agencyId !== document.agencyId) return false;
  switch (act) {
    case 'read':
      return (
        document.assigneeIds.includes(actor.officerId) ||
        inPost(actor, document.postIds) ||
        inPost(actor, document.leadingPostIds) ||
        has(actor, 'documents.clerk', 'documents.assign')
      );
    case 'register':
    case 'refuse':
      return has(actor, 'documents.clerk');
    case 'assign':
    case 'file-away':
      return has(actor, 'documents.assign');
    case 'note':
      return worksOn(actor, document) || has(actor, 'documents.assign');
    case 'finish':
      return (
        document.leadId === actor.officerId || (document.leadPostId !== null && document.leadPostId === actor.postId)
      );
    case 'copy':
      return has(actor, 'documents.sign');
  }
}

/** Rights that open the registers of the own agency. */
export function mayReadRegisters(actor: Actor): boolean {
  return (
    actor.kind === 'officer' && has(actor, 'documents.clerk', 'documents.approve', 'documents.assign', 'documents.sign')
  );
}

/** Any of the rights of this room: whoever has one has a page of work here. */
export function worksHere(actor: Actor): boolean {
  return (
    actor.kind === 'officer' &&
    has(actor, 'documents.clerk', 'documents.draft', 'documents.approve', 'documents.sign', 'documents.assign')
  );
}

/** Who may not read a document does not learn that it is there. */
export function requireOutgoing(
  actor: Actor,
  document: OutgoingParties | undefined,
  act: OutgoingAct,
): asserts document {
  if (!document || !mayOutgoing(actor, document, 'read')) throw documentsProblem('not-found');
  if (!mayOutgoing(actor, document, act)) throw documentsProblem('not-yours');
}

export function requireIncoming(
  actor: Actor,
  document: IncomingParties | undefined,
  act: IncomingAct,
): asserts document {
  if (!document || !mayIncoming(actor, document, 'read')) throw documentsProblem('not-found');
  if (!mayIncoming(actor, document, act)) throw documentsProblem('not-yours');
}
