import { HOME } from './open-page.ts';

/** One page file serves phones and mailboxes: the address says which. */
export const kindOf = (request: Request): 'phone' | 'email' =>
  new URL(request.url).pathname.includes('/thu-dien-tu') ? 'email' : 'phone';

export const placeOf = (kind: 'phone' | 'email'): string =>
  `${HOME}/${kind === 'phone' ? 'dien-thoai' : 'thu-dien-tu'}`;
