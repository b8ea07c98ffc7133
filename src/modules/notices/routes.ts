import { accountOf, type Actor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from './contract.ts';
import { noticesProblem } from './errors.ts';
import type { Notices } from './index.ts';

export function routes(notices: Omit<Notices, 'parts'>): Served[] {
  return [
    serve(contract.listInbox, ({ query }, { actor }) => notices.inboxOf(accountIn(actor), query.before)),
    serve(contract.countUnread, async (_input, { actor }) => ({ unread: await notices.unreadCount(accountIn(actor)) })),
    serve(contract.getNotice, async ({ params }, { actor }) => {
      const notice = await notices.findNotice(accountIn(actor), params.noticeId);
      if (!notice) throw noticesProblem('not-found');
      return notice;
    }),
    serve(contract.markRead, async ({ body }, { actor }) => {
      await notices.markRead(accountIn(actor), body.ids);
      return { unread: await notices.unreadCount(accountIn(actor)) };
    }),
    serve(contract.getMailAddress, (_input, { actor }) => notices.mailAddressOf(accountIn(actor))),
    serve(contract.setMailAddress, ({ body }, { actor }) => notices.setMailAddress(accountIn(actor), body.email)),
    serve(contract.removeMailAddress, (_input, { actor }) => notices.removeMailAddress(accountIn(actor))),
    serve(contract.confirmMailAddress, ({ body }, { actor }) =>
      notices.confirmMailAddress(accountIn(actor), body.code),
    ),
  ];
}

function accountIn(actor: Actor): string {
  const account = accountOf(actor);
  if (account === null) throw platformProblem('not-signed-in');
  return account;
}
