import { hashSync, verifySync } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 passes, 1 lane: OWASP's first choice for interactive sign-in. About 20 ms of one core. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export type PasswordTask = { hash: string } | { verify: string; against: string };

/** Runs in a thread of its own and blocks it, on purpose: that thread has nothing else to do. */
export default function work(task: PasswordTask): string | boolean {
  return 'hash' in task ? hashSync(task.hash, ARGON) : verifySync(task.against, task.verify);
}
