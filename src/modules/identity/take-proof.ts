import { Check } from 'typebox/value';
import { platformProblem } from '#platform/problem.ts';
import { usableAccount, usableAccountOf, type UsableAccount } from './accounts.ts';
import type { Proof } from './assurance.ts';
import type { Device } from './device.ts';
import { identityProblem } from './errors.ts';
import { countTry } from './guessing.ts';
import type { Subject } from './subject.ts';
import type { VerificationCall, VerificationKind, VerificationName, VerificationTools } from './verification/kind.ts';
import { kinds } from './verification/kinds.ts';

export interface GivenProof {
  kind: VerificationName;
  [member: string]: unknown;
}

/** How a sign-in may begin. Officers begin with something that is theirs alone; a code to a phone only adds to it. */
const FIRST: Record<Subject['kind'], readonly VerificationName[]> = {
  citizen: ['password', 'passkey', 'sms-code', 'counter-code'],
  officer: ['password', 'passkey'],
};

export const firstKinds = (kind: Subject['kind']): VerificationKind[] =>
  FIRST[kind].map((name) => kinds[name]).filter((one) => one !== undefined);

/** @throws identity.kind-unknown where the node has no such way, or a sign-in may not begin with it */
export function kindFor(name: VerificationName, first: Subject['kind'] | undefined): VerificationKind {
  const kind = kinds[name];
  if (!kind || (first && !FIRST[first].includes(name))) throw identityProblem('kind-unknown');
  return kind;
}

/**
 * Checks one proof of one account and counts wrong ones.
 * @param whose the account, or the subject where the person has only been named, or nothing where the proof has to say it
 * @throws identity.too-many-attempts, identity.wrong-credentials (the first proof), identity.wrong-proof (any other), identity.busy
 */
export async function takeProof(
  tools: VerificationTools,
  whose: UsableAccount | Subject | undefined,
  given: GivenProof,
  call: VerificationCall & { device: Device | undefined; first: boolean },
): Promise<{ account: UsableAccount; proof: Proof }> {
  const kind = kindFor(
    given.kind,
    call.first ? ((whose && 'id' in whose ? undefined : whose?.kind) ?? 'citizen') : undefined,
  );
  if (!Check(kind.given, given)) throw platformProblem('bad-input', { fields: [SHAPE] });
  const account = await find(tools, whose, kind, given);
  const subject = whose && 'key' in whose ? whose : account?.subject;
  if (!subject) throw wrong(kind, call.first);
  const proof = await countTry(
    tools,
    { subject: subject.key, source: call.source, device: call.device, kind },
    () => kind.verify(tools, account, given, { ...call, subject: subject.key }),
    () => account?.id,
  );
  if (!proof || !account) throw wrong(kind, call.first);
  return { account, proof };
}

async function find(
  tools: VerificationTools,
  whose: UsableAccount | Subject | undefined,
  kind: VerificationKind,
  given: GivenProof,
): Promise<UsableAccount | undefined> {
  if (whose && 'id' in whose) return whose;
  if (whose) return usableAccountOf(tools.database, whose);
  const owner = await kind.ownerOf?.(tools, given);
  return owner === undefined ? undefined : usableAccount(tools.database, owner);
}

const SHAPE = {
  path: 'body/proof',
  code: 'shape',
  vi: 'Thông tin xác nhận chưa đúng dạng.',
  en: 'The proof does not have the expected form.',
};

function wrong(kind: VerificationKind, first: boolean) {
  return first
    ? identityProblem('wrong-credentials', {
        fields: [
          {
            path: kind.name === 'password' ? 'password' : 'code',
            code: 'wrong',
            vi: kind.name === 'password' ? 'Số định danh hoặc mật khẩu chưa đúng.' : 'Thông tin xác nhận chưa đúng.',
            en: kind.name === 'password' ? 'The number or the password is not right.' : 'The proof is not right.',
          },
        ],
      })
    : identityProblem('wrong-proof', {
        fields: [
          {
            path: kind.name === 'password' ? 'password' : 'code',
            code: 'wrong',
            vi: 'Chưa đúng hoặc đã hết hạn. Xin nhập lại.',
            en: 'Not right, or out of date. Enter it again.',
          },
        ],
      });
}
