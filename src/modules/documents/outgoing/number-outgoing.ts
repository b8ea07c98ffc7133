import type { OfficerActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { moveOutgoing, setState, type Moved } from './move-outgoing.ts';
import { notationOf, printed, searchText } from '../notation.ts';
import { agencyFacts } from '../style.ts';
import { takeNumber } from './take-number.ts';

/** Gives the approved document its number, notation and date. The number is the last thing that is taken. */
export async function numberOutgoing(deps: DocumentsDeps, input: { id: string }, actor: OfficerActor): Promise<Moved> {
  const { style } = await agencyFacts(deps, actor.agencyId);
  return moveOutgoing(
    deps,
    {
      id: input.id,
      step: 'number',
      async effect(trx, row, at) {
        const issuedOn = vnDate(at);
        const year = Number(issuedOn.slice(0, 4));
        const notation = notationOf(row.type, style, row.content.unit);
        const series = { agencyId: row.agency_id, book: 'out' as const, series: row.type, year };
        const number = await takeNumber(trx, series, row.id, { at, by: actor });
        if (number > 999_999) throw documentsProblem('wrong-state', { params: { state: 'sổ đã đầy' } });
        const search = searchText([printed(number, notation), `${number}/${notation}`, row.search]);
        await setState(trx, row.id, 'numbered', at, { year, number, notation, issued_on: issuedOn, search });
      },
    },
    actor,
  );
}
