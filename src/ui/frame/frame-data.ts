import type { Locale } from '../text/language.ts';
import type { FrameActor } from './actor.ts';
import { pagePath } from './page-path.ts';

/** What every loader hands to its frame: `frame: frameData(api, request)`, then `<PageFrame {...data.frame} title=…>`. */
export type FrameData = { locale: Locale; actor: FrameActor; path: string };

type AnyActor =
  | { kind: 'anonymous' }
  | { kind: 'citizen' | 'officer' | 'program' | 'system'; name: string; actingFor?: { name: string } };

/** Takes only kind and names from the actor: ids have no business in a page. */
export function frameData(api: { locale: Locale; actor: AnyActor }, request: Request): FrameData {
  const { actor, locale } = api;
  return {
    locale,
    actor: actor.kind === 'anonymous' ? { kind: 'anonymous' } : shown(actor),
    path: pagePath(request),
  };
}

function shown({ kind, name, actingFor }: Exclude<AnyActor, { kind: 'anonymous' }>): FrameActor {
  return { kind, name, ...(actingFor ? { actingFor: actingFor.name } : {}) };
}
