import { sql } from 'kysely';
import type { Config } from '#platform/config.ts';
import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { createSealer } from '#platform/sealed.ts';
import { createMailer, throwIfTemporary, type Mailer } from '#modules/notices/index.ts';
import { channelOf, hintOf, type Channel, type ContactKind } from '../contacts/contact-value.ts';
import { sendSms } from './sms-gateway.ts';

export const SEND_MESSAGE_JOB = 'identity.send-message';

export interface Message {
  kind: ContactKind;
  to: string;
  /** E-mail only. */
  subject: string;
  text: string;
}

interface Payload {
  id: string;
  channel: Channel;
  sealed: string;
}

/** Where messages of a channel go: out of the node, into the demo world's own list, or nowhere. */
export function wayOut(config: Config, channel: Channel): 'gateway' | 'sink' | undefined {
  if (channel === 'sms' ? config.sms : config.smtp) return 'gateway';
  return config.world === 'demo' ? 'sink' : undefined;
}

const sealer = (config: Config) => createSealer<Message>(config.secrets.masterKey, 'identity.message');

/**
 * Sends a message when the caller's transaction commits. The queue keeps it sealed, and only until `until`: a code that is over is
 * not delivered late. Without a message (no such account) a job that does nothing is added, so that both cost the same.
 */
export async function postMessage(
  tools: Pick<PlatformDeps, 'config' | 'clock' | 'jobs'>,
  trx: Executor,
  message: Message | undefined,
  channel: Channel,
  until: Date,
): Promise<void> {
  const id = newId();
  if (message && wayOut(tools.config, channelOf(message.kind)) === 'sink') {
    await sql`insert into identity.demo_message (id, at, channel, hint, subject, body)
      values (${id}, ${tools.clock.now()}, ${channel}, ${hintOf(message.kind, message.to)},
              ${channel === 'email' ? message.subject : null}, ${message.text})`.execute(trx);
    return;
  }
  const sealed = sealer(tools.config).seal(message ?? { kind: 'phone', to: '', subject: '', text: '' }, until);
  await tools.jobs.add(trx, SEND_MESSAGE_JOB, { id, channel, sealed } satisfies Payload);
}

let mailer: { url: string; mailer: Mailer } | undefined;

function mailerOf(smtp: NonNullable<Config['smtp']>): Mailer {
  if (mailer?.url !== smtp.url) mailer = { url: smtp.url, mailer: createMailer(smtp) };
  return mailer.mailer;
}

/** The job. Throws for a failure that may pass: the queue tries again, with growing pauses, until the message is over. */
export async function sendMessage(
  { config, clock }: Pick<PlatformDeps, 'config' | 'clock'>,
  { id, channel, sealed }: Payload,
  log: Log,
): Promise<void> {
  const message = sealer(config).open(sealed, clock.now());
  if (!message?.to) return;
  if (channel === 'sms') {
    if (!config.sms) return;
    const result = await sendSms(config.sms, { id, to: message.to, text: message.text });
    if (result.outcome === 'temporary-failure') throw new Error(`SMS not accepted yet: ${result.reason}`);
    if (result.outcome === 'permanent-failure')
      log.warn({ reason: result.reason }, 'the SMS gateway refused a message');
    return;
  }
  if (!config.smtp) return;
  const result = await mailerOf(config.smtp).send({ id, to: message.to, subject: message.subject, text: message.text });
  throwIfTemporary(result);
  if (result.outcome === 'permanent-failure') log.warn({ reason: result.reason }, 'the mail server refused a message');
}
