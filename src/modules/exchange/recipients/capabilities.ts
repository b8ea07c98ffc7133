import type { AnswerOf } from '#platform/operation.ts';
import { vnDate } from '#platform/time.ts';
import type { getCapabilities } from '../contract/recipients.ts';
import type { ExchangeDeps } from '../deps.ts';
import { changeKinds } from '#modules/nodes/index.ts';
import type { MailboxMode } from '../contract/mailbox.ts';
import { modeOf } from '../mailbox/get-mailbox.ts';
import { limitsHere, limitsOf } from '../mailbox/limits.ts';
import type { Tables } from '../tables.ts';
import { MOST_FILES } from './plan-sending.ts';

type Capabilities = AnswerOf<typeof getCapabilities>;

const HOW = {
  here: { vi: 'tiếp nhận trên trang này', en: 'takes documents in these pages' },
  pull: { vi: 'có hệ thống riêng tự lấy văn bản về', en: 'has a system of its own that fetches' },
  push: {
    vi: 'có hệ thống riêng, trục chuyển văn bản tới',
    en: 'has a system of its own to which the node brings documents',
  },
  held: {
    vi: 'đang tạm dừng nhận, trục giữ văn bản lại',
    en: 'takes nothing for the time being; the node keeps what is for it',
  },
  elsewhere: { vi: 'nhận ở một nút khác của trục', en: 'is at home at another node' },
} as const;

/** Whether a recipient can take a document, said before anything is sent; sending refuses by the same. Nothing of it is a promise: what holds is what holds at sending. */
export async function readCapabilities(deps: ExchangeDeps, code: string): Promise<Capabilities> {
  const agency = await deps.directory.findAgencyByCode(code);
  if (!agency)
    return {
      code,
      state: 'unknown',
      says: {
        vi: `Không có cơ quan nào mang mã ${code}. Xin kiểm tra lại nơi nhận.`,
        en: `No agency has the code ${code}. Check the recipient.`,
      },
    };
  const { name } = agency;
  if (agency.validTo !== null && agency.validTo < vnDate(deps.clock.now())) return endedOf(deps, code, agency);
  const home = await deps.nodes.homeOf(agency.id);
  const limits = (await limitsOf(deps, agency.id, await limitsHere(deps))) ?? {};
  const mode = home.here ? await modeHere(deps, agency.id) : 'elsewhere';
  const { axisMaxBytes } = deps.config.files;
  const self = deps.nodes.self();
  return {
    code,
    state: 'receives',
    name,
    mode,
    node: home.here ? { nodeId: self.nodeId } : { nodeId: home.nodeId, name: home.name },
    largestFileBytes: Math.min(axisMaxBytes, limits.mostBytes ?? axisMaxBytes),
    attachments: !limits.noAttachments,
    encrypted: !limits.noEncrypted,
    mostFiles: MOST_FILES,
    kinds: ['new', ...changeKinds.filter((kind) => !limits.notKinds?.includes(kind))],
    ...(limits.onlyTypes ? { types: limits.onlyTypes } : {}),
    says: {
      vi: `${name} nhận được văn bản qua trục: ${HOW[mode].vi}${home.here ? '' : ` (${home.name})`}.`,
      en: `${name} can be reached over the axis: it ${HOW[mode].en}${home.here ? '' : ` (${home.name})`}.`,
    },
  };
}

async function endedOf(
  deps: ExchangeDeps,
  code: string,
  { name, successorId }: { name: string; successorId: string | null },
): Promise<Capabilities> {
  const next = successorId ? await deps.directory.getAgency(successorId) : undefined;
  return {
    code,
    state: 'ended',
    name,
    ...(next ? { successor: { code: next.code, name: next.name } } : {}),
    says: next
      ? {
          vi: `${name} đã kết thúc hoạt động. Nơi kế tục là ${next.name} (${next.code}).`,
          en: `${name} has ended. Its successor is ${next.name} (${next.code}).`,
        }
      : { vi: `${name} đã kết thúc hoạt động.`, en: `${name} has ended.` },
  };
}

/** What an agency of this node chose; one that chose nothing works in the pages. */
async function modeHere(deps: ExchangeDeps, agencyId: string): Promise<MailboxMode> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.mailbox')
    .select('mode')
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  return modeOf(row?.mode);
}
