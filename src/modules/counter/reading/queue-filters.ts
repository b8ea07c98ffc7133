/** The lists that an officer may look at. A file of its own, because pages in the browser need it without the shapes. */
export const queueFilters = [
  'open',
  'to-accept',
  'in-progress',
  'waiting',
  'to-return',
  'done',
  'overdue',
  'due-today',
  'mine',
] as const;

export type QueueFilter = (typeof queueFilters)[number];
