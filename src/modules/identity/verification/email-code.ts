import { codeKind } from './code-kind.ts';

/** A code sent to a mailbox of the account. */
export const emailCode = codeKind('email-code', 'email');
