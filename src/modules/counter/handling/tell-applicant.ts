import { noticeWanted } from '#modules/notices/events.ts';
import type { Executor } from '#platform/database/database.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import type { CounterDeps } from '../deps.ts';
import type { DossierRow } from '../dossier-row.ts';
import { principalToBeTold } from '../events.ts';
import type { Said } from '../words.ts';

/** What the applicant is told. The inbox is the channel that always works; the link leads to the dossier. */
export interface Message {
  subject: Said;
  body: Said;
}

/**
 * Whoever filed it, and the person whom it was filed for. An agent reads the dossier only while acting for its principal, so their link
 * leads by the page where that is chosen.
 */
export async function tellApplicant(
  trx: Executor,
  deps: CounterDeps,
  row: Pick<DossierRow, 'id' | 'applicantAccountId' | 'actingFor'>,
  message: Message,
  { principalToo }: { principalToo: boolean } = { principalToo: true },
): Promise<void> {
  const { id, applicantAccountId, actingFor } = row;
  const page = `/cua-toi/ho-so/${id}`;
  await deps.publish(trx, noticeWanted, {
    accountId: applicantAccountId,
    ...message,
    link: actingFor ? `/cua-toi/thay-mat?ve=${encodeURIComponent(page)}` : page,
  });
  if (actingFor?.kind === 'person' && principalToo)
    await deps.publish(trx, principalToBeTold, { personId: actingFor.id, ...message, link: page });
}

type Named = { name: Said };
type Coded = Pick<DossierRow, 'code'>;

export function noticeOfFiling(row: Coded, procedure: Named, agencyName: string, intakeDueAt: Date | null): Message {
  const by = intakeDueAt && {
    vi: ` ${agencyName} sẽ trả lời trước ${formatDateTime(intakeDueAt)}.`,
    en: ` ${agencyName} will answer by ${formatDateTime(intakeDueAt)}.`,
  };
  return {
    subject: { vi: `Đã nộp hồ sơ ${row.code}`, en: `Dossier ${row.code} was filed` },
    body: {
      vi: `Hồ sơ “${procedure.name.vi}” của ông/bà đã được nộp, mã hồ sơ là ${row.code}.${by?.vi ?? ''}`,
      en: `Your dossier “${procedure.name.en}” was filed under the code ${row.code}.${by?.en ?? ''}`,
    },
  };
}

export function noticeOfAcceptance(row: Coded, procedure: Named, dueAt: Date): Message {
  return {
    subject: { vi: `Hồ sơ ${row.code} đã được tiếp nhận`, en: `Dossier ${row.code} was accepted` },
    body: {
      vi: `Hồ sơ “${procedure.name.vi}” đã được tiếp nhận. Hẹn trả kết quả: ${formatDateTime(dueAt)}. Giấy tiếp nhận và hẹn trả kết quả có trong trang hồ sơ.`,
      en: `The dossier “${procedure.name.en}” was accepted. The result is due by ${formatDateTime(dueAt)}. The appointment slip is on the page of the dossier.`,
    },
  };
}

export function noticeOfSupplement(row: Coded, answerBy: string): Message {
  return {
    subject: { vi: `Hồ sơ ${row.code} cần bổ sung`, en: `Dossier ${row.code} needs a supplement` },
    body: {
      vi: `Cơ quan đề nghị ông/bà bổ sung hồ sơ trước hết ngày ${formatDate(answerBy)}. Mở hồ sơ để xem từng mục cần bổ sung.`,
      en: `The office asks you to supplement the dossier by the end of ${formatDate(answerBy)}. Open the dossier to see each item.`,
    },
  };
}

export function noticeOfResumption(row: Coded, dueAt: Date | null): Message {
  const due = dueAt ? formatDateTime(dueAt) : '';
  return {
    subject: { vi: `Đã nhận phần bổ sung của hồ sơ ${row.code}`, en: `The supplement of ${row.code} was received` },
    body: dueAt
      ? {
          vi: `Cơ quan tiếp tục giải quyết hồ sơ. Hẹn trả kết quả mới: ${due}.`,
          en: `The office goes on with the dossier. The new due time is ${due}.`,
        }
      : {
          vi: 'Cơ quan sẽ xem lại hồ sơ và trả lời ông/bà về việc tiếp nhận.',
          en: 'The office will look at the dossier again and answer whether it is accepted.',
        },
  };
}

export function noticeOfEnd(row: Coded, what: Said, reason: string): Message {
  return {
    subject: {
      vi: `Hồ sơ ${row.code}: ${what.vi.toLocaleLowerCase('vi')}`,
      en: `Dossier ${row.code}: ${what.en.toLowerCase()}`,
    },
    body: { vi: `Lý do: ${reason}`, en: `Reason: ${reason}` },
  };
}

export function noticeOfResult(row: Coded, result: Said): Message {
  return {
    subject: { vi: `Hồ sơ ${row.code} đã có kết quả`, en: `The result of ${row.code} is ready` },
    body: {
      vi: `${result.vi} đã được cấp. Ông/bà mở trang hồ sơ để tải về.`,
      en: `${result.en} was issued. Open the page of the dossier to download it.`,
    },
  };
}
