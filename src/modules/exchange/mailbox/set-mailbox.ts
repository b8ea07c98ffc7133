import { actorReference, type AgencyActor, type OfficerActor } from '#platform/access.ts';
import type { MailboxMode } from '../contract/mailbox.ts';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { DECLARE_LIMITS } from './declare-limits.ts';
import { countAddresses } from './get-mailbox.ts';
import { forgetLimits, LIMITS_TOPIC } from './limits.ts';

interface Wanted {
  mode: MailboxMode;
  largestFileMb?: number;
  takesAttachments?: boolean;
  takesEncrypted?: boolean;
  notKinds?: readonly ('recall' | 'update' | 'replace')[];
  onlyTypes?: readonly string[];
}

/**
 * How an agency takes what arrives: in the pages of this node, by a system of its own that fetches, at an address to which the node
 * brings it, or not for the time being. @throws exchange.no-address-for-documents
 */
export async function setMailbox(deps: ExchangeDeps, wanted: Wanted, actor: OfficerActor): Promise<MailboxMode> {
  const { mode, largestFileMb, takesAttachments = true, takesEncrypted = true, notKinds = [], onlyTypes } = wanted;
  if (mode === 'push' && (await countAddresses(deps, actor.agencyId)) === 0)
    throw exchangeProblem('no-address-for-documents');
  await deps.database.transaction<Tables, void>(async (trx) => {
    const row = {
      mode,
      largest_file_bytes: largestFileMb === undefined ? null : largestFileMb * 1024 ** 2,
      takes_attachments: takesAttachments,
      takes_encrypted: takesEncrypted,
      not_kinds: [...notKinds],
      only_types: onlyTypes ? [...onlyTypes] : null,
      set_at: deps.clock.now(),
      set_by: JSON.stringify(actorReference(actor)),
    };
    await trx
      .insertInto('exchange.mailbox')
      .values({ agency_id: actor.agencyId, ...row })
      .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(row))
      .execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.mailbox-set',
      subject: `agency:${actor.agencyId}`,
      actor,
      data: {
        mode,
        takesAttachments,
        takesEncrypted,
        notKinds: [...notKinds],
        ...(onlyTypes ? { onlyTypes: [...onlyTypes] } : {}),
        ...(largestFileMb === undefined ? {} : { largestFileMb }),
      },
    });
    await deps.live.tell(trx, LIMITS_TOPIC, 'all');
    await deps.jobs.add(trx, DECLARE_LIMITS, { agencyId: actor.agencyId });
    // What waited is brought at once to whoever takes again.
    if (mode === 'here' || mode === 'push') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
  });
  // Other processes hear of it; in this one it holds from the answer on.
  forgetLimits(deps);
  return mode;
}

/** The mode alone, by a system that serves the agency: what its software cannot take stays as its operator said. Said twice, it is said once. */
export async function changeMode(deps: ExchangeDeps, mode: 'pull' | 'here', actor: AgencyActor): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const row = { mode, set_at: deps.clock.now(), set_by: JSON.stringify(actorReference(actor)) };
    const changed = await trx
      .insertInto('exchange.mailbox')
      .values({ agency_id: actor.agencyId, ...row })
      .onConflict((conflict) =>
        conflict.column('agency_id').doUpdateSet(row).where('exchange.mailbox.mode', '<>', mode),
      )
      .returning('agency_id')
      .executeTakeFirst();
    if (!changed) return;
    await deps.evidence.record(trx, {
      kind: 'exchange.mailbox-set',
      subject: `agency:${actor.agencyId}`,
      actor,
      data: { mode },
    });
    if (mode === 'here') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
  });
}
