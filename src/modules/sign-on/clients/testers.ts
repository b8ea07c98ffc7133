import type { Transaction } from 'kysely';
import type { Context } from '#platform/operation.ts';
import { noticeWanted } from '#modules/notices/events.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { lockKept } from './find-client.ts';
import { writeChange } from './write-change.ts';

const MOST_TESTERS = 50;

/** Lets a person sign in at a client in test mode, found by number and name together, and tells the person. */
export async function addTester(
  deps: RegisterDeps,
  clientId: string,
  typed: { personalNumber: string; fullName: string },
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => void (await testable(trx, clientId, actor)));
  const person = await deps.population.findByNumber(
    typed.personalNumber.replace(/\s/g, ''),
    {
      actor,
      purpose: 'Thêm người thử cho ứng dụng dùng đăng nhập chung',
      legalBasis: 'Người thử đã đồng ý với cơ quan quản lý ứng dụng',
      caseRef: `client:${clientId}`,
    },
    { fullName: typed.fullName },
  );
  const accountId = person && (await deps.identity.accountOfPerson(person.id));
  if (!accountId) throw signOnProblem('no-such-tester');
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await testable(trx, clientId, actor);
    const { rows } = await enter(trx, deps, { clientId, accountId, name: person.fullName, actor });
    if (rows === 0) return;
    await writeChange(trx, deps, client, { kind: 'tester-added', actor, data: { accountId } });
    const { nameVi, nameEn } = client.facts;
    await deps.publish(
      trx,
      noticeWanted,
      {
        accountId,
        subject: { vi: `Ông/bà là người thử của “${nameVi}”`, en: `You are a tester of “${nameEn}”` },
        body: {
          vi: `Cơ quan quản lý “${nameVi}” đã ghi ông/bà là người thử. Từ nay ông/bà đăng nhập được vào ứng dụng này khi nó còn chạy thử. Nếu ông/bà không biết việc này, xin báo cho cơ quan đó.`,
          en: `The agency behind “${nameEn}” has named you as a tester: you can sign in to it while it is in test. If you do not know of this, tell the agency.`,
        },
        link: '/cua-toi/ung-dung',
      },
      { actor },
    );
  });
}

/** For worlds too: who may try a client out. */
export async function enter(
  trx: Transaction<Tables>,
  deps: Pick<RegisterDeps, 'clock'>,
  tester: { clientId: string; accountId: string; name: string; actor: Context['actor'] },
): Promise<{ rows: number }> {
  const { actor } = tester;
  const entered = await trx
    .insertInto('sign_on.client_tester')
    .values({
      client_id: tester.clientId,
      account_id: tester.accountId,
      name: tester.name,
      added_at: deps.clock.now(),
      added_by: actor.kind === 'officer' ? actor.officerId : null,
    })
    .onConflict((already) => already.doNothing())
    .executeTakeFirst();
  return { rows: Number(entered.numInsertedOrUpdatedRows ?? 0) };
}

async function testable(trx: Transaction<Tables>, clientId: string, actor: Context['actor']) {
  const client = await lockKept(trx, clientId, actor);
  if (client.mode === 'live') throw signOnProblem('already-live');
  const { count } = await trx
    .selectFrom('sign_on.client_tester')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_TESTERS) throw signOnProblem('too-many-testers', { params: { limit: MOST_TESTERS } });
  return client;
}

export async function removeTester(
  deps: RegisterDeps,
  { clientId, accountId }: { clientId: string; accountId: string },
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockKept(trx, clientId, actor);
    const { numDeletedRows } = await trx
      .deleteFrom('sign_on.client_tester')
      .where('client_id', '=', clientId)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw signOnProblem('no-such-tester');
    await writeChange(trx, deps, client, { kind: 'tester-removed', actor, data: { accountId } });
  });
}
