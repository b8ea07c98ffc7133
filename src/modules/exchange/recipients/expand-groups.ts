import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { digestOf } from '../accept/receipt.ts';
import { MOST_RECIPIENTS } from '../accept/resolve-sides.ts';
import type { Tables } from '../tables.ts';
import { readGroup } from './groups.ts';

/**
 * The envelope with its groups opened into recipients: who stands in a group at the moment of acceptance receives, and the envelope keeps
 * which groups those were. The sender itself is left out of a group, and who stands in two, or is named as well, receives once.
 * @throws exchange.group-unknown, exchange.too-many-recipients
 */
export async function expandGroups(
  deps: ExchangeDeps,
  { key, envelope }: { key: string; envelope: Envelope },
  agencyId: string,
): Promise<Envelope> {
  const { groups } = envelope;
  if (!groups || groups.length === 0) return envelope;
  const asGiven = digestOf(envelope).digest.toString('hex');
  // Said again, it is what it was, whoever has joined or left the group meanwhile.
  const before = await sentAs(deps, key, agencyId);
  if (before?.asGiven === asGiven) return before;
  const opened: NonNullable<Envelope['groups']> = [];
  const to = [...envelope.to];
  const known = new Set<string>([agencyId]);
  for (const code of to) known.add((await deps.directory.findAgencyByCode(code))?.id ?? code);
  for (const { ref } of groups) {
    const { name, version, members } = await readGroup(deps, ref, agencyId);
    opened.push({ ref, name, ...(version ? { version } : {}) });
    for (const { code } of members) {
      const id = (await deps.directory.findAgencyByCode(code))?.id ?? code;
      if (known.has(id)) continue;
      known.add(id);
      to.push(code);
    }
  }
  if (to.length > MOST_RECIPIENTS)
    throw exchangeProblem('too-many-recipients', {
      params: { count: to.length, most: MOST_RECIPIENTS },
      fields: [
        {
          path: '/envelope/groups',
          code: 'too-many',
          vi: 'Xin chia thành nhiều lần gửi.',
          en: 'Send it in several parts.',
        },
      ],
    });
  return { ...envelope, to, groups: opened, asGiven };
}

async function sentAs(deps: ExchangeDeps, key: string, agencyId: string): Promise<Envelope | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('envelope')
    .where('sender_agency_id', '=', agencyId)
    .where('sender_key', '=', key)
    .executeTakeFirst();
  return row && (JSON.parse(row.envelope) as Envelope);
}
