import type { AnswerOf } from '#platform/operation.ts';
import { vnDate } from '#platform/time.ts';
import type { getCapabilities } from '../contract/recipients.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

type Capabilities = AnswerOf<typeof getCapabilities>;

const MOST_FILES = 50;
const HOW = {
  here: { vi: 'tiếp nhận trên trang này', en: 'takes documents in these pages' },
  pull: { vi: 'có hệ thống riêng tự lấy văn bản về', en: 'has a system of its own that fetches' },
  push: {
    vi: 'có hệ thống riêng, trục chuyển văn bản tới',
    en: 'has a system of its own to which the node brings documents',
  },
  elsewhere: { vi: 'nhận ở một nút khác của trục', en: 'is at home at another node' },
} as const;

/** Whether a recipient can take a document, said before anything is sent. Nothing of it is a promise: what holds is what holds at sending. */
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
  const mode = home.here ? await modeOf(deps, agency.id) : 'elsewhere';
  const self = deps.nodes.self();
  return {
    code,
    state: 'receives',
    name,
    mode,
    node: home.here ? { nodeId: self.nodeId } : { nodeId: home.nodeId, name: home.name },
    largestFileBytes: LARGEST_FILE_BYTES,
    mostFiles: MOST_FILES,
    kinds: ['new', 'recall', 'update', 'replace'],
    says: {
      vi: `${name} nhận được văn bản qua trục: ${HOW[mode].vi}${home.here ? '' : ` (${home.name})`}.`,
      en: `${name} can be reached over the axis: it ${HOW[mode].en}${home.here ? '' : ` (${home.name})`}.`,
    },
  };
}

/** The largest that the axis carries (2 GiB), whatever one node lets in. */
const LARGEST_FILE_BYTES = 2 * 1024 ** 3;

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

async function modeOf(deps: ExchangeDeps, agencyId: string): Promise<'here' | 'pull' | 'push'> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.mailbox')
    .select('mode')
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  return (row?.mode as 'pull' | 'push' | undefined) ?? 'here';
}
