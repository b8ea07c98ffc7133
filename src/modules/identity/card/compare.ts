import type { CardMrz } from './mrz.ts';
import { sameNameAsMrz } from './mrz.ts';
import type { CardQr } from './qr.ts';

/** In what the two sides of a card, or the card and its day, do not go together. */
export type CardDifference = 'number' | 'name' | 'birth' | 'sex' | 'expired';

/** Pure. A card is one thing: its front and its back must speak of the same person, and it must still hold. */
export function cardDifferences(qr: CardQr, mrz: CardMrz, today: string): CardDifference[] {
  const differs: CardDifference[] = [];
  if (qr.personalId !== mrz.personalId) differs.push('number');
  if (!sameNameAsMrz(mrz, qr.fullName)) differs.push('name');
  if (qr.birthDate !== mrz.birthDate) differs.push('birth');
  if (qr.sex !== mrz.sex) differs.push('sex');
  if (mrz.expiresOn !== null && mrz.expiresOn < today) differs.push('expired');
  return differs;
}
