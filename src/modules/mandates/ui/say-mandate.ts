import { formatDate, formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import type { MandateView, UseView } from '../contract/shapes.ts';
import type { MandateWords } from './words.ts';

/** What a mandate is for, in words; procedures by their names where they are known. */
export function sayScope(scope: readonly string[], names: Readonly<Record<string, string>>, t: MandateWords): string[] {
  return scope.map((word) => {
    const [kind = '', of = ''] = [word.slice(0, word.indexOf(':')), word.slice(word.indexOf(':') + 1)];
    if (kind === 'dossier') return of === '*' ? t.allDossiers : say(t.oneDossier, { name: names[of] ?? of });
    return of === '*' ? t.allClients : say(t.oneClient, { name: of });
  });
}

export function saySource({ source, sourceRef, sourceOn }: MandateView, t: MandateWords): string {
  const words: Record<string, string> = t;
  return say(words[source] ?? source, { ref: sourceRef ?? '', on: sourceOn ? formatDate(sourceOn) : '' });
}

export function sayTime({ validFrom, validTo }: MandateView, t: MandateWords): { key: string; value: string }[] {
  return [
    { key: t.from, value: formatDate(validFrom) },
    { key: t.to, value: validTo ? formatDate(validTo) : t.noEnd },
  ];
}

export const sayUse = (use: UseView, t: MandateWords): string =>
  say(use.what === 'dossier-filed' ? t.filed : t.signedIn, { who: use.agentName, label: use.label });

export const when = (at: string): string => formatDateTime(at);

export const toneOf = (state: MandateView['state']): 'ok' | 'wait' | 'plain' =>
  state === 'standing' ? 'ok' : state === 'ended' || state === 'resting' ? 'plain' : 'wait';
