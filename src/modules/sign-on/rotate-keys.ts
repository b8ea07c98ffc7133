import type { Actor } from '#platform/access.ts';
import type { AnswerOf, Context } from '#platform/operation.ts';
import { reachOf } from './clients/find-client.ts';
import type { rotateKeys as contract } from './contract/keys.ts';
import type { RegisterDeps } from './deps.ts';
import { signOnProblem } from './errors.ts';
import type { SigningKeys } from './signing-keys.ts';

/** At once, whatever the age of the keys: for the day on which one may have been seen. @throws sign-on.national-only */
export async function rotateNow(
  deps: RegisterDeps,
  keys: SigningKeys,
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof contract>> {
  if ((await reachOf(deps.directory, actor)) !== 'national') throw signOnProblem('national-only');
  return changeKeys(deps, keys, actor);
}

/** For whoever may: an officer of the national body, or who runs the machine. */
export async function changeKeys(
  deps: Pick<RegisterDeps, 'clock' | 'database' | 'evidence'>,
  keys: SigningKeys,
  actor: Actor,
): Promise<AnswerOf<typeof contract>> {
  const now = deps.clock.now();
  const { rotated } = await keys.rotate(now);
  await deps.database.transaction<unknown, unknown>((trx) =>
    deps.evidence.record(trx, {
      kind: 'sign-on.keys-rotated',
      subject: 'node:sign-on',
      actor,
      purpose: 'Đổi khóa ký của hệ thống đăng nhập',
      data: { rotated },
    }),
  );
  return { rotated };
}
