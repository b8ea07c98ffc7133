import { fold } from '#platform/text.ts';

/** What the lists are searched by: number, notation and subject without accents. */
export const searchText = ({
  number,
  notation,
  subject,
}: {
  number: string;
  notation: string;
  subject: string;
}): string => fold(`${number} ${notation} ${subject}`);
