import { legalAssumption } from '#platform/legal.ts';

/** Hours for which the platform tries to deliver, unless the sender says otherwise; by urgency (độ khẩn 0–4). */
export const keepTryingHours = legalAssumption({
  id: 'exchange.keep-trying',
  statement:
    'A document that cannot be delivered is given up, and the sender told, after 7 days; after 24 hours where it is urgent, after 2 hours where it is express (hỏa tốc).',
  source: 'Quyết định 28/2018/QĐ-TTg (sending and receiving in the working day); the lengths are chosen by the project',
  value: [168, 24, 24, 2, 2] as readonly number[],
  configuredBy: 'constant in exchange/legal.ts, and keepTryingHours of each envelope',
});

/** Times that a system which pulls may take a document without confirming it. */
export const mostAttempts = 5;
/** How long a document stays with the system that took it, in minutes. */
export const lockMinutes = 5;
