import { createTransport } from 'nodemailer';

/** A mail in plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for each attempt, so that a mail sent twice shows once. */
  id: string;
}

/** What became of an attempt. */
export type MailOutcome =
  | { outcome: 'accepted' }
  /** Worth trying again: the server is away, busy, or greylists. */
  | { outcome: 'temporary-failure'; reason: string }
  /** Trying again changes nothing; `addressee` tells that it is the address that is wrong. */
  | { outcome: 'permanent-failure'; reason: string; addressee: boolean };

/** Hands mails to a mail server. Never throws for a failure of the delivery. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>;
  close(): void;
}

const SECONDS = 1000;

/** @param smtp `url` smtp:// or smtps:// with the credentials, `from` the sender as it appears */
export function createMailer(smtp: { url: string; from: string }): Mailer {
  const host = new URL(smtp.url).hostname;
  const transport = createTransport(smtp.url, { from: smtp.from });
  Object.assign(transport.options, {
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    // Text only: nothing is fetched from a file or an address while a mail is put together.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, id }) {
      try {
        await transport.sendMail({
          to,
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { outcome: 'accepted' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 5321: 4xx may pass, 5xx will not; without a code it is the network or the server's certificate. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode, code, command } = (error ?? {}) as {
    responseCode?: number;
    code?: string;
    command?: string;
  };
  const reason = responseCode === undefined ? (code ?? 'unknown') : String(responseCode);
  // A refused sign-in or a refused certificate is ours to mend, and then the mail should still go.
  const permanent = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  if (!permanent) return { outcome: 'temporary-failure', reason };
  return { outcome: 'permanent-failure', reason, addressee: command === 'RCPT TO' };
}

/** Makes the queue try again. The message says nothing about the addressee: it is logged. */
export function throwIfTemporary(result: MailOutcome): void {
  if (result.outcome === 'temporary-failure') throw new Error(`mail not accepted yet: ${result.reason}`);
}
