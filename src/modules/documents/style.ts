import type { Agency } from '#modules/directory/index.ts';
import { newId } from '#platform/id.ts';
import type { OfficerActor } from '#platform/access.ts';
import { legalAssumption } from '#platform/legal.ts';
import type { DocumentsDeps } from './deps.ts';
import type { Style } from './notation.ts';
import type { Tables } from './tables.ts';

/** Where the place of an agency's documents is not its own name: national bodies sit in the capital. */
const nationalPlace = legalAssumption({
  id: 'documents.national-place',
  statement: 'Documents of national bodies are dated from Hà Nội; those of provinces and communes from their own name.',
  source: 'Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.4',
  value: 'Hà Nội',
  configuredBy: 'the operation documents.set-style of each agency',
});

export interface AgencyFacts {
  itself: Agency;
  parent: Agency | null;
  style: Style;
}

/** The agency with how it writes its documents: as it set it, or from the first word of its short name ('UBND phường …' → 'UBND'). */
export async function agencyFacts(deps: DocumentsDeps, agencyId: string): Promise<AgencyFacts> {
  const itself = await deps.directory.getAgency(agencyId);
  const parent = itself.parentId ? await deps.directory.getAgency(itself.parentId) : null;
  const row = await deps.database
    .of<Tables>()
    .selectFrom('documents.style')
    .select(['abbreviation', 'place'])
    .where('agency_id', '=', agencyId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return { itself, parent, style: row };
  const area = itself.areaCode ? await deps.directory.findArea(itself.areaCode) : undefined;
  return { itself, parent, style: { abbreviation: abbreviationOf(itself), place: area?.name ?? nationalPlace } };
}

export function abbreviationOf({ shortName }: Pick<Agency, 'shortName'>): string {
  const words = shortName.match(/^[\p{Lu}\p{M}]{2,}(?:[\s-][\p{Lu}\p{M}]{2,})*(?![\p{L}])/u)?.[0];
  return words ? words.replace(/\s+/gu, '-') : 'CQ';
}

export async function setStyle(deps: DocumentsDeps, style: Style, actor: OfficerActor): Promise<Style> {
  await deps.database
    .of<Tables>()
    .insertInto('documents.style')
    .values({ id: newId(), agency_id: actor.agencyId, ...style, at: deps.clock.now(), by_officer_id: actor.officerId })
    .execute();
  return style;
}
