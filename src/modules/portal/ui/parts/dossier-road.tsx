import type { PublicTrack } from '#modules/counter/contract.ts';
import { formatDateTime } from '#platform/time.ts';
import { StepProgress, type Locale, type Step } from '#ui/index.ts';

/** The journey of a dossier as a picture, from what anyone with the code may see. */
export function DossierRoad({ track, label, locale }: { track: PublicTrack; label: string; locale: Locale }) {
  const steps = track.steps.map((step): Step => ({
    id: step.key,
    title: step.label[locale],
    state: stateOf(step, track.state),
    note: step.at ? <time dateTime={step.at}>{formatDateTime(step.at)}</time> : undefined,
  }));
  return <StepProgress steps={steps} label={label} />;
}

function stateOf(step: PublicTrack['steps'][number], state: PublicTrack['state']): Step['state'] {
  if (step.key === 'ended' && step.status !== 'ahead') return 'stopped';
  // The last stop of a finished road has been reached; nobody is "at" it any more.
  if (step.key === 'returned' && state === 'returned') return 'done';
  if (step.status === 'ahead') return 'later';
  return step.status === 'current' ? 'now' : 'done';
}
