import { formatDateTime } from '#platform/time.ts';
import type { PublicTrack } from '../../shapes.ts';

type Picture = { id: string; title: string; note?: string; state: 'done' | 'now' | 'later' | 'stopped' };

/** The steps of a dossier for the `StepProgress` picture. */
export function pictureOf(steps: PublicTrack['steps'], locale: 'vi' | 'en'): Picture[] {
  return steps.map((step) => ({
    id: step.key,
    title: step.label[locale],
    ...(step.at ? { note: formatDateTime(step.at) } : {}),
    state:
      step.key === 'ended' ? 'stopped' : step.status === 'done' ? 'done' : step.status === 'current' ? 'now' : 'later',
  }));
}
