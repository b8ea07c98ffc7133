import { Tag, useLocale } from '#ui/index.ts';
import { urgencyWords } from '../../document-types.ts';
import { incomingStateWords, nameOf, stateWords } from '../../words.ts';

const tones: Record<string, 'plain' | 'now' | 'wait' | 'ok' | 'bad'> = {
  draft: 'plain',
  'in-review': 'wait',
  approved: 'now',
  numbered: 'wait',
  signed: 'now',
  issued: 'ok',
  voided: 'bad',
  arrived: 'wait',
  registered: 'wait',
  assigned: 'now',
  'in-progress': 'now',
  done: 'ok',
  refused: 'bad',
};

export function StateTag({ state, book }: { state: string; book: 'out' | 'in' }) {
  const locale = useLocale();
  return (
    <Tag tone={tones[state] ?? 'plain'}>{nameOf(book === 'out' ? stateWords : incomingStateWords, state)[locale]}</Tag>
  );
}

/** Nothing for a normal document: what is always there says nothing. */
export function UrgencyTag({ urgency }: { urgency: string }) {
  const locale = useLocale();
  return urgency === 'normal' ? null : <Tag tone="bad">{nameOf(urgencyWords, urgency)[locale]}</Tag>;
}
