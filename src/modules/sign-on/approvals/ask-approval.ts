import { sql } from 'kysely';
import { errors, type BackchannelAuthenticationRequest, type KoaContextWithOIDC } from 'oidc-provider';
import { newId } from '#platform/id.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import { noticeWanted } from '#modules/notices/events.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { ProviderDeps } from '../deps.ts';
import { wantedLevel } from '../levels.ts';
import type { Tables } from '../tables.ts';

export const APPROVALS_TOPIC = 'sign-on.approvals';

/** So many requests of one client may wait for one person: more would be a way to tire somebody into agreeing. */
export const MOST_WAITING = 3;

export interface ApprovalTools {
  deps: ProviderDeps;
  clients: ClientBook;
}

/** The identifier of a request opens the door for whoever shows it: at rest it is sealed. */
export function approvalSealer(masterKey: Buffer): Sealer<string> {
  return createSealer<string>(masterKey, 'sign-on.approval');
}

/**
 * Whom a client means: by the subject it knows the person by, from an earlier consent, or by the 12-digit number that the person has just
 * typed there. Whoever may not sign in there (a tester only, a stopped account) is answered like nobody.
 */
export async function personMeant(
  { deps, clients }: ApprovalTools,
  ctx: KoaContextWithOIDC,
  hint: string,
): Promise<string> {
  const clientId = ctx.oidc.client?.clientId ?? '';
  const client = await clients.find(clientId);
  const nobody = () => new errors.UnknownUserId('nobody can be asked with this hint');
  if (!client) throw nobody();
  const capacity = /^\d{12}$/.test(hint)
    ? await accountByNumber(deps, hint, clientId)
    : await capacityBySubject(deps, hint, clientId);
  if (!capacity || capacity.includes('~')) throw nobody();
  if (!(await clients.opensTo(client, capacity))) throw nobody();
  return capacity;
}

async function accountByNumber(deps: ProviderDeps, personalId: string, clientId: string): Promise<string | undefined> {
  const person = await deps.population.findByNumber(personalId, {
    actor: { kind: 'system', name: 'sign-on' },
    purpose: 'Tìm tài khoản để hỏi người dân có đồng ý đăng nhập từ thiết bị khác',
    legalBasis: 'Người dân tự nhập số định danh tại thiết bị đó',
    caseRef: `client:${clientId}`,
  });
  return person && deps.identity.accountOfPerson(person.id);
}

async function capacityBySubject(
  { database }: ProviderDeps,
  sub: string,
  clientId: string,
): Promise<string | undefined> {
  const row = await database
    .of<Tables>()
    .selectFrom('sign_on.consent')
    .select('capacity')
    .where('client_id', '=', clientId)
    .where('sub', '=', sub)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.capacity;
}

/** Keeps the request where the person finds it, and tells the person. */
export async function askApproval(
  { deps, clients }: ApprovalTools,
  request: BackchannelAuthenticationRequest,
): Promise<void> {
  const client = await clients.find(request.clientId ?? '');
  const accountId = request.accountId ?? '';
  if (!client || !request.jti) throw new errors.InvalidRequest('the client is not known');
  const now = deps.clock.now();
  const params = request.params as { acr_values?: string; binding_message?: string } | undefined;
  const sealed = approvalSealer(deps.config.secrets.masterKey).seal(request.jti);
  await deps.database.transaction<Tables, void>(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`sign-on.approval ${client.id} ${accountId}`}))`.execute(trx);
    const { count } = await trx
      .selectFrom('sign_on.approval')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account_id', '=', accountId)
      .where('client_id', '=', client.id)
      .where('decided_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_WAITING)
      throw new errors.AccessDenied('too many requests wait for this person: let them be answered or expire first');
    await trx
      .insertInto('sign_on.approval')
      .values({
        id: newId(),
        client_id: client.id,
        account_id: accountId,
        capacity: accountId,
        request_sealed: sealed,
        scopes: (request.scope ?? 'openid').split(' '),
        level: wantedLevel(params?.acr_values, client.facts.leastLevel),
        binding_message: params?.binding_message ?? null,
        made_at: now,
        expires_at: new Date(now.getTime() + request.expiration * 1000),
      })
      .execute();
    const { nameVi, nameEn } = client.facts;
    await deps.publish(trx, noticeWanted, {
      accountId,
      subject: { vi: `“${nameVi}” xin ông/bà xác nhận đăng nhập`, en: `“${nameEn}” asks you to approve a sign-in` },
      body: {
        vi: `Có người đang đăng nhập vào “${nameVi}” bằng tên của ông/bà trên một thiết bị khác. Nếu đúng là ông/bà, xin mở trang xác nhận, so mã rồi đồng ý. Nếu không phải, xin từ chối hoặc cứ bỏ qua: yêu cầu sẽ tự hết hạn.`,
        en: `Somebody is signing in to “${nameEn}” in your name on another device. If it is you, open the page, compare the code and agree. If not, refuse or leave it: the request will expire.`,
      },
      link: '/cua-toi/xac-nhan',
    });
    await deps.live.tell(trx, APPROVALS_TOPIC, accountId);
  });
}

/** Short and plain, so that it reads the same on both screens and no letter of it can be mistaken or carry a message of its own. */
export function checkBindingMessage(message: string | undefined): void {
  if (message !== undefined && !/^[A-Z0-9][A-Z0-9 .-]{0,18}[A-Z0-9]$/.test(message))
    throw new errors.InvalidBindingMessage(
      'binding_message: 2 to 20 of capital letters, digits, space, dot and hyphen, so that people can compare it',
    );
}
