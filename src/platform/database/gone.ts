import { platformProblem, type ProblemError } from '../problem.ts';

/** The database is away, full, or its pool has no place: worth trying again, nothing was acknowledged. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return (
    /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0[1-3]|08\w{3}|53\w{3})$/.test(code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message ?? '')
  );
}

/** The disk of the database, or of this process, has no room: what was asked is not done, and can be asked again when there is. */
export function isOutOfRoom(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string };
  return code === '53100' || code === 'ENOSPC' || code === 'EDQUOT';
}

/** What the caller is told where the house itself cannot work for the moment; undefined for every other failure. */
export function refusalOfHouse(error: unknown): ProblemError | undefined {
  if (isOutOfRoom(error)) return platformProblem('no-room', { retryAfter: 30, cause: error });
  return isDatabaseGone(error) ? platformProblem('unavailable', { retryAfter: 5, cause: error }) : undefined;
}
