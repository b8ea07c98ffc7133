import { ConfigError } from '#platform/config.ts';
import { StartError } from '#platform/database/embedded.ts';
import { isProblem } from '#platform/problem.ts';
import { ChangedMigrationError, NewerDataError } from '#platform/database/migrate.ts';

/** One sentence that says what to do, for the failures an operator meets; undefined for a defect of ours. */
export function sentenceFor(error: unknown): string | undefined {
  if (error instanceof StartError || error instanceof ConfigError) return error.message;
  if (isProblem(error)) return error.say('en');
  if (error instanceof NewerDataError)
    return `The data were written by a newer version of Liên Thông (${error.message}): start that version again; nothing was changed.`;
  if (error instanceof ChangedMigrationError)
    return `The migration ${error.message} is not the one that made these data: use an unmodified release; nothing was changed.`;
  const { code, message, port } = (error ?? {}) as { code?: string; message?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop the program that uses it, or choose another with PORT=8081 npm start.`;
  if (code === 'EACCES' && port !== undefined)
    return `This user may not listen on port ${port}: choose one above 1023 with PORT=8080.`;
  if (code === 'ENOSPC' || code === '53100' || /No space left/.test(message ?? ''))
    return 'The disk is full: free some space and start again; what was acknowledged is not lost.';
  if (code === 'EACCES' || code === 'EROFS')
    return `The data folder cannot be written (${message}): check its owner, or set DATA_DIR to another folder.`;
  return undefined;
}

/** Ends the process with the sentence, or with the stack of a defect. Exit status is never 0. */
export function endWith(error: unknown): never {
  const sentence = sentenceFor(error);
  process.stderr.write(
    sentence
      ? `\n✗ ${sentence}\n`
      : `\n✗ Unexpected failure, please report it:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(sentence ? 1 : 70);
}
