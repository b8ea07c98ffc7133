import { codeKind } from './code-kind.ts';

/** A code sent to a phone of the account. Proves no more than that somebody reads messages of that number now. */
export const smsCode = codeKind('sms-code', 'phone');
