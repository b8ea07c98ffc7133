import { isId } from '#platform/id.ts';
import { isDate, vnInstant } from '#platform/time.ts';
import type { PageApi } from '#platform/web/api.ts';
import { readDate } from '#ui/index.ts';
import { endWebhook, pingWebhook, replayPushes } from '../../contract.ts';
import { machineWords } from './words.ts';

export interface Line {
  path: string;
  message: string;
}

const HOUR = /^([01]?\d|2[0-3]):[0-5]\d$/;
/** The last minute counts whole. */
const MINUTE_MS = 59_999;

/** Carries out what a form of an address's page asks. */
export async function actOnWebhook(
  api: PageApi,
  webhookId: string,
  form: FormData,
): Promise<{ tell: string } | { lines: Line[]; status: number }> {
  const params = { webhookId };
  const act = String(form.get('viec') ?? '');
  if (act === 'thu') {
    const tried = await api.try(pingWebhook, { params });
    return tried.ok ? { tell: 'thu' } : refused(tried.problem, 'noi-dung');
  }
  if (act === 'ngung') {
    const tried = await api.try(endWebhook, { params });
    return tried.ok ? { tell: 'ngung' } : refused(tried.problem, 'noi-dung');
  }
  const pushId = String(form.get('tin') ?? '');
  const span = act === 'gui-lai-mot' ? undefined : spanOf(api.locale, form);
  if (span && 'lines' in span) return { lines: span.lines, status: 422 };
  const body = span ?? (isId(pushId) ? { pushId } : {});
  const tried = await api.try(replayPushes, { params, body });
  return tried.ok ? { tell: `gui-lai:${tried.answer.replayed}` } : refused(tried.problem, span ? 'tu-day' : 'noi-dung');
}

function refused(problem: { title: string; status: number; errors?: Line[] }, path: string) {
  const messages = problem.errors?.map(({ message }) => message) ?? [];
  return { lines: [{ path, message: messages[0] ?? problem.title }], status: problem.status };
}

/** Days and hours of Vietnam, as typed. */
function spanOf(locale: 'vi' | 'en', form: FormData): { from: string; to: string } | { lines: Line[] } {
  const t = machineWords(locale);
  const lines: Line[] = [];
  const at = (day: string, hour: string): Date => {
    const date = readDate(form, day).iso;
    const time = String(form.get(hour) ?? '').trim();
    if (!date || !isDate(date)) lines.push({ path: day, message: t.badDate });
    if (!HOUR.test(time)) lines.push({ path: hour, message: t.badHour });
    return lines.length > 0 || !date ? new Date(0) : vnInstant(date, time.padStart(5, '0'));
  };
  const from = at('tu', 'tu-gio');
  const to = new Date(at('den', 'den-gio').getTime() + MINUTE_MS);
  if (lines.length === 0 && to < from) lines.push({ path: 'den', message: t.wrongOrder });
  return lines.length > 0 ? { lines } : { from: from.toISOString(), to: to.toISOString() };
}
