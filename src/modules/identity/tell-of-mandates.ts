import type { Transaction } from 'kysely';
import type { Static } from 'typebox';
import { principalToBeTold } from '#modules/counter/events.ts';
import { mandateEnded, mandateGiven, mandateUsed } from '#modules/mandates/events.ts';
import { noticeWanted } from '#modules/notices/events.ts';
import { listen, type Listener } from '#platform/events.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { formatDate } from '#platform/time.ts';
import { endSessions } from './end-sessions.ts';
import type { Tables } from './tables.ts';

type Trx = Transaction<Tables>;
type Said = { vi: string; en: string };
type Given = Static<(typeof mandateGiven)['payload']>;
type About = Pick<Given, 'mandateId' | 'kind' | 'principal' | 'agent' | 'representativePersonId'>;

/**
 * The mandates room knows persons; who of them has an account is known here. Both people of a mandate are told of everything that
 * happens to it, and the sessions that act by one that has ended end with it.
 */
export function mandateListeners(deps: PlatformDeps): Listener[] {
  const tell = async (trx: Trx, personId: string | undefined, subject: Said, body: Said, link: string) => {
    const account = personId
      ? await trx
          .selectFrom('identity.account')
          .select('id')
          .where('person_id', '=', personId)
          .where('closed_at', 'is', null)
          .executeTakeFirst()
      : undefined;
    if (account) await deps.publish(trx, noticeWanted, { accountId: account.id, subject, body, link });
  };
  return [
    listen(mandateGiven, 'identity.tell-mandate-given', async ({ payload }, { trx }) => {
      // That a parent acts for a child is the law's own and no news to either.
      if (payload.kind === 'parent') return;
      const link = pageOf(payload);
      const { toAgent, toPrincipal } = payload.waiting ? offered(payload) : given(payload);
      await tell(trx as Trx, payload.agent.personId, toAgent.subject, toAgent.body, link);
      await tell(trx as Trx, tellable(payload), toPrincipal.subject, toPrincipal.body, link);
    }),
    listen(mandateEnded, 'identity.end-mandate', async ({ payload }, { trx }) => {
      await endSessions(deps, trx as Trx, { mandateId: payload.mandateId }, 'mandate-ended');
      if (payload.kind === 'parent' && payload.how === 'law') return;
      const { toAgent, toPrincipal } = ended(payload);
      await tell(trx as Trx, payload.agent.personId, toAgent.subject, toAgent.body, pageOf(payload));
      await tell(trx as Trx, tellable(payload), toPrincipal.subject, toPrincipal.body, pageOf(payload));
    }),
    listen(mandateUsed, 'identity.tell-mandate-used', async ({ payload }, { trx }) => {
      const told = used(payload);
      await tell(trx as Trx, tellable(payload), told.subject, told.body, pageOf(payload));
    }),
    listen(principalToBeTold, 'identity.tell-principal', async ({ payload }, { trx }) => {
      await tell(trx as Trx, payload.personId, payload.subject, payload.body, payload.link);
    }),
  ];
}

const pageOf = ({ mandateId }: About): string => `/cua-toi/uy-quyen/${mandateId}`;

/** Who hears for the principal: the person, or for an organisation's staff the representative who sent them. */
function tellable({ principal, representativePersonId }: About): string | undefined {
  return principal.kind === 'person' ? principal.id : representativePersonId;
}

const until = (validTo: string | null): Said =>
  validTo ? { vi: ` đến hết ngày ${formatDate(validTo)}`, en: ` until ${formatDate(validTo)}` } : { vi: '', en: '' };

interface Both {
  toAgent: { subject: Said; body: Said };
  toPrincipal: { subject: Said; body: Said };
}

function offered({ agent, principal, validTo }: Given): Both {
  const time = until(validTo);
  return {
    toAgent: {
      subject: {
        vi: `${principal.name} đề nghị ông/bà làm thủ tục thay`,
        en: `${principal.name} asks you to act for them`,
      },
      body: {
        vi: `${principal.name} muốn ủy quyền cho ông/bà làm thủ tục thay${time.vi}. Ông/bà mở trang này để xem được làm những việc gì, rồi nhận hoặc không nhận. Khi ông/bà chưa nhận thì chưa có gì thay đổi.`,
        en: `${principal.name} wants to authorise you to act for them${time.en}. Open the page to see for what, and take it on or not. Nothing changes until you do.`,
      },
    },
    toPrincipal: {
      subject: { vi: `Đã gửi đề nghị ủy quyền cho ${agent.name}`, en: `Your authority was offered to ${agent.name}` },
      body: {
        vi: `Ủy quyền có hiệu lực khi ${agent.name} nhận. Nếu ông/bà không làm việc này, xin mở trang để rút lại ngay và đổi mật khẩu.`,
        en: `It takes effect when ${agent.name} takes it on. If this was not you, open the page, take it back at once and change your password.`,
      },
    },
  };
}

function given({ agent, principal, validTo }: Given): Both {
  const time = until(validTo);
  return {
    toAgent: {
      subject: { vi: `Ông/bà được làm thủ tục thay ${principal.name}`, en: `You may act for ${principal.name}` },
      body: {
        vi: `Ông/bà được làm thủ tục thay ${principal.name}${time.vi}. Mỗi việc ông/bà làm thay đều được ghi lại và báo cho người được làm thay.`,
        en: `You may act for ${principal.name}${time.en}. Each thing you do is recorded and told to them.`,
      },
    },
    toPrincipal: {
      subject: { vi: `${agent.name} được làm thủ tục thay ông/bà`, en: `${agent.name} may act for you` },
      body: {
        vi: `${agent.name} được làm thủ tục thay${time.vi} (${principal.name}). Ông/bà xem được mọi việc đã làm thay, và chấm dứt bất cứ lúc nào.`,
        en: `${agent.name} may act for ${principal.name}${time.en}. You can look up everything that is done, and end it at any time.`,
      },
    },
  };
}

const endings = {
  principal: { vi: 'do người ủy quyền chấm dứt', en: 'its principal ended it' },
  agent: { vi: 'do người được ủy quyền trả lại', en: 'its agent gave it back' },
  officer: { vi: 'do cơ quan có thẩm quyền ghi nhận', en: 'the office recorded it' },
  law: { vi: 'vì hết hạn hoặc theo quy định của pháp luật', en: 'its time is over, or the law says so' },
};

function ended({ agent, principal, how, why }: Static<(typeof mandateEnded)['payload']>): Both {
  const because = { vi: `, ${endings[how].vi}.`, en: `: ${endings[how].en}.` };
  const reason = why ? { vi: ` Lý do: ${why}`, en: ` Reason: ${why}` } : { vi: '', en: '' };
  return {
    toAgent: {
      subject: {
        vi: `Ông/bà không còn làm thủ tục thay ${principal.name}`,
        en: `You no longer act for ${principal.name}`,
      },
      body: {
        vi: `Việc làm thay ${principal.name} đã chấm dứt${because.vi}${reason.vi}`,
        en: `Acting for ${principal.name} is over${because.en}${reason.en}`,
      },
    },
    toPrincipal: {
      subject: { vi: `${agent.name} không còn làm thủ tục thay ông/bà`, en: `${agent.name} no longer acts for you` },
      body: {
        vi: `Việc ${agent.name} làm thay ${principal.name} đã chấm dứt${because.vi}${reason.vi}`,
        en: `${agent.name} no longer acts for ${principal.name}${because.en}${reason.en}`,
      },
    },
  };
}

function used({ agent, principal, what, label }: Static<(typeof mandateUsed)['payload']>): {
  subject: Said;
  body: Said;
} {
  const done =
    what === 'dossier-filed'
      ? { vi: `đã nộp hồ sơ ${label}`, en: `filed the dossier ${label}` }
      : { vi: `đã đăng nhập ${label}`, en: `signed in to ${label}` };
  return {
    subject: { vi: `${agent.name} ${done.vi} thay ông/bà`, en: `${agent.name} ${done.en} for you` },
    body: {
      vi: `${agent.name} ${done.vi}, thay mặt cho ${principal.name}. Nếu ông/bà không muốn người này làm thay nữa, xin mở trang này và chấm dứt ủy quyền.`,
      en: `${agent.name} ${done.en}, for ${principal.name}. If you do not want this any more, open the page and end the mandate.`,
    },
  };
}
