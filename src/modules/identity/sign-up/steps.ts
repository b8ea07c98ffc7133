import { setTimeout as wait } from 'node:timers/promises';
import { compareNames, type Disclosure, type NameLikeness } from '#modules/population/index.ts';
import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import { sameNameAsMrz } from '../card/mrz.ts';
import { readMrzOrRefuse, readQrOrRefuse } from '../card/check-card.ts';
import { spendCode } from '../codes/check-code.ts';
import { holderOf, issueCode } from '../codes/issue-code.ts';
import { contactHash, readContact } from '../contacts/contact-value.ts';
import { wayOut } from '../channels/messages.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import { loginKey } from '../secrets.ts';
import { tellOwner } from '../support/tell-owner.ts';
import type { Tables } from '../tables.ts';
import { countDoorTry } from './door-tries.ts';
import { readNumber } from './read-number.ts';
import { openSignUp, sealSignUp, type SignUp } from './ticket.ts';

type Call = Pick<Context, 'source' | 'locale'>;
export const DOOR = { kind: 'system', name: 'identity.sign-up' } as const;
const disclosure = (id: string): Disclosure => ({
  actor: DOOR,
  purpose: 'Đối chiếu thông tin khi một người tự mở tài khoản',
  legalBasis: 'Nghị định 69/2024/NĐ-CP (đăng ký tài khoản định danh điện tử)',
  caseRef: `sign-up:${id}`,
});
/** An answer comes no sooner, whatever was found on the way: a read more or less does not show. */
const EVEN_MS = 250;
const SAME_NAME: readonly NameLikeness[] = ['identical', 'same-spelling-variant'];
const DAY_MS = 24 * 60 * 60_000;

export const beginSignUp = (deps: IdentityDeps, personalId: string): { ticket: string } => ({
  ticket: sealSignUp(deps, { id: newId(), personalId: readNumber(personalId) }),
});

export function readSignUp(deps: IdentityDeps, ticket: string) {
  const { personalId, fullName, birthDate, phone, ...state } = openSignUp(deps, ticket);
  const next: 'details' | 'card' | 'phone' | 'code' | 'password' = !state.personId
    ? 'details'
    : !state.card
      ? 'card'
      : !phone
        ? 'phone'
        : state.phoneProved
          ? 'password'
          : 'code';
  return {
    personalId,
    next,
    ...(fullName ? { fullName } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(phone ? { phone } : {}),
  };
}

/**
 * Number, name and birth date against the register. Somebody who has an account, a number that nobody has, and details that do not
 * agree are answered with one sentence and after the same time; the owner of an account is told that somebody tried.
 */
export async function matchSignUp(
  deps: IdentityDeps,
  given: { ticket: string; fullName: string; birthDate: string },
  call: Call,
): Promise<{ ticket: string }> {
  const state = openSignUp(deps, given.ticket);
  const subject = loginKey(deps.config.secrets.masterKey, state.personalId);
  await countDoorTry(deps, 'sign-up', subject, call.source ?? 'local');
  const even = wait(EVEN_MS);
  const personId = await findWithoutAccount(deps, state, given);
  await even;
  if (!personId) throw identityProblem('sign-up-refused');
  const { fullName, birthDate } = given;
  return { ticket: sealSignUp(deps, { id: state.id, personalId: state.personalId, fullName, birthDate, personId }) };
}

async function findWithoutAccount(
  deps: IdentityDeps,
  state: SignUp,
  { fullName, birthDate }: { fullName: string; birthDate: string },
): Promise<string | undefined> {
  const typed = { personalId: state.personalId, fullName, birthDate };
  const compared = await deps.population.compare(typed, disclosure(state.id));
  if (!compared.found || compared.differs.length > 0) return undefined;
  const person = await deps.population.findByNumber(state.personalId, disclosure(state.id), { fullName, birthDate });
  if (!person || person.diedOn !== null) return undefined;
  const account = await deps.database
    .of<Tables>()
    .selectFrom('identity.account')
    .select(['id', 'closed_at'])
    .where('person_id', '=', person.id)
    .executeTakeFirst();
  if (!account) return person.id;
  if (!account.closed_at) await tellOnceADay(deps, account.id, state);
  return undefined;
}

/** Tells the owner, but does not let a stranger fill the inbox. */
async function tellOnceADay(deps: IdentityDeps, accountId: string, state: SignUp): Promise<void> {
  const subject = loginKey(deps.config.secrets.masterKey, state.personalId);
  const since = new Date(deps.clock.now().getTime() - DAY_MS);
  const { tried } = await deps.database
    .of<Tables>()
    .selectFrom('identity.door_try')
    .select((count) => count.fn.countAll<number>().as('tried'))
    .where('door', '=', 'sign-up')
    .where('subject', '=', subject)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  if (Number(tried) > 1) return;
  await deps.database.transaction<Tables, void>((trx) => tellOwner(deps, trx, accountId, 'sign-up-tried', DOOR));
}

/** The text of the card's QR code, or the three lines of its back; empty to go on without. */
export function showSignUpCard(deps: IdentityDeps, given: { ticket: string; text: string }): { ticket: string } {
  const state = openSignUp(deps, given.ticket);
  if (!state.personId || !state.fullName) throw identityProblem('step-missing');
  const text = given.text.trim();
  if (!text) return { ticket: sealSignUp(deps, { ...state, card: 'none' }) };
  const card = text.includes('|') ? ('qr' as const) : ('mrz' as const);
  const same =
    card === 'qr'
      ? sameQr(readQrOrRefuse(text), state)
      : ((mrz) =>
          mrz.personalId === state.personalId &&
          mrz.birthDate === state.birthDate &&
          sameNameAsMrz(mrz, state.fullName ?? ''))(readMrzOrRefuse(text));
  if (!same)
    throw identityProblem('card-differs', {
      fields: [
        {
          path: 'text',
          code: 'other-card',
          vi: 'Thẻ này không khớp với số định danh, họ tên hoặc ngày sinh đã nhập.',
          en: 'This card does not go with the number, name or birth date entered.',
        },
      ],
    });
  return { ticket: sealSignUp(deps, { ...state, card }) };
}

/** The name as written, or in another lawful spelling of it: what was typed agreed with the register, and the card is read, not typed. */
const sameQr = (qr: { personalId: string; birthDate: string; fullName: string }, state: SignUp): boolean =>
  qr.personalId === state.personalId &&
  qr.birthDate === state.birthDate &&
  SAME_NAME.includes(compareNames(qr.fullName, state.fullName ?? ''));

export async function sendSignUpCode(
  deps: IdentityDeps,
  given: { ticket: string; phone: string },
  call: Call,
): Promise<{ ticket: string }> {
  const state = openSignUp(deps, given.ticket);
  if (!state.card) throw identityProblem('step-missing');
  const phone = readContact('phone', given.phone);
  if (!phone)
    throw identityProblem('wrong-phone', {
      fields: [
        {
          path: 'phone',
          code: 'wrong-phone',
          vi: 'Nhập số điện thoại di động gồm 10 chữ số, ví dụ: 0900 000 123.',
          en: 'Enter a mobile number of ten digits, for example 0900 000 123.',
        },
      ],
    });
  if (!wayOut(deps.config, 'sms')) throw identityProblem('no-channel');
  await issueCode(deps, {
    holder: holderFor(deps, state, phone),
    purpose: 'sign-up',
    kind: 'phone',
    contact: { id: state.id, value: phone, valueHash: contactHash(deps.config, 'phone', phone) },
    source: call.source ?? 'local',
    locale: call.locale,
  });
  const { phoneProved: _, ...rest } = state;
  return { ticket: sealSignUp(deps, { ...rest, phone }) };
}

export async function confirmSignUpPhone(
  deps: IdentityDeps,
  given: { ticket: string; code: string },
): Promise<{ ticket: string }> {
  const state = openSignUp(deps, given.ticket);
  if (!state.phone) throw identityProblem('step-missing');
  const of = { holder: holderFor(deps, state, state.phone), purpose: 'sign-up', channel: 'sms' } as const;
  if (!(await spendCode(deps.database.of<Tables>(), deps, of, given.code)))
    throw identityProblem('code-wrong', {
      fields: [
        {
          path: 'code',
          code: 'code-wrong',
          vi: 'Mã chưa đúng hoặc đã hết hạn. Xin xem lại tin nhắn mới nhất, hoặc xin mã mới.',
          en: 'The code is not right or no longer valid. Look at the latest message, or ask for a new code.',
        },
      ],
    });
  return { ticket: sealSignUp(deps, { ...state, phoneProved: true }) };
}

/** Of this number and this phone: a code that was sent to one phone does not prove another. */
function holderFor(deps: IdentityDeps, state: SignUp, phone: string): string {
  const key = loginKey(deps.config.secrets.masterKey, state.personalId);
  return holderOf(Buffer.concat([key, Buffer.from(phone)]));
}
