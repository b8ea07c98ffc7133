import type { PlatformDeps } from '#platform/room.ts';
import { platformProblem } from '#platform/problem.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { listDemoMessages as operation } from '../contract/contacts.ts';
import type { Tables } from '../tables.ts';

const MOST = 50;

/** What the demo world would have sent, newest first. @throws platform.not-found outside the demo world, as if there were no such thing */
export async function listDemoMessages({
  database,
  config,
}: Pick<PlatformDeps, 'database' | 'config'>): Promise<AnswerOf<typeof operation>> {
  if (config.world !== 'demo') throw platformProblem('not-found');
  const rows = await database
    .of<Tables>()
    .selectFrom('identity.demo_message')
    .select(['id', 'at', 'channel', 'hint', 'subject', 'body'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return {
    messages: rows.map(({ id, at, channel, hint, subject, body }) => ({
      id,
      at: at.toISOString(),
      channel: channel as 'sms' | 'email',
      to: hint,
      ...(subject ? { subject } : {}),
      text: body,
    })),
  };
}
