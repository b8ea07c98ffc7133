import type { ReactNode } from 'react';
import { useSpoken } from '../text/words.ts';

export type Step = {
  id: string;
  title: string;
  /** One line under the title: a date, who holds it. */
  note?: ReactNode;
  state: 'done' | 'now' | 'later' | 'stopped';
};

/** The journey of a dossier as a picture: a road with one stop per step. In words too, so nothing depends on colour. */
export function StepProgress({ steps, label }: { steps: readonly Step[]; label: string }) {
  const say = useSpoken();
  const words = { done: say('stepDone'), now: say('stepNow'), later: say('stepLater'), stopped: say('stepStopped') };
  return (
    <ol className="lt-steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={`lt-steps__step lt-steps__step--${step.state}`}
          aria-current={step.state === 'now' || step.state === 'stopped' ? 'step' : undefined}
        >
          <span className="lt-steps__stop" aria-hidden="true">
            <StopMark state={step.state} number={index + 1} />
          </span>
          <span className="lt-steps__text">
            <span className="lt-steps__title">{step.title}</span>
            <span className="lt-steps__state">{words[step.state]}</span>
            {step.note ? <span className="lt-steps__note">{step.note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function StopMark({ state, number }: { state: Step['state']; number: number }) {
  const stroke = {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 3,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  if (state === 'done')
    return (
      <svg viewBox="0 0 24 24" width="20" height="20">
        <path d="M5 12.5l4.5 4.5L19 7.5" {...stroke} />
      </svg>
    );
  if (state === 'stopped')
    return (
      <svg viewBox="0 0 24 24" width="20" height="20">
        <path d="M7 7l10 10M17 7L7 17" {...stroke} />
      </svg>
    );
  return <>{number}</>;
}
