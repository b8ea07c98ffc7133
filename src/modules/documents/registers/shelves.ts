/** The lists that an officer may look at. A file of its own, because pages in the browser need it without the shapes. */
export const outgoingShelves = ['mine', 'to-approve', 'to-number', 'to-sign', 'to-issue', 'issued', 'all'] as const;
export type OutgoingShelf = (typeof outgoingShelves)[number];

export const incomingShelves = [
  'to-register',
  'to-assign',
  'mine',
  'my-post',
  'my-unit',
  'vacant',
  'open',
  'overdue',
  'done',
  'all',
] as const;
export type IncomingShelf = (typeof incomingShelves)[number];
