import { Notice } from '#ui/index.ts';
import { words } from './words.ts';

/** What has just been done, after the redirect that a form ends with. */
export function DoneNotice({ done, locale }: { done: string | null; locale: 'vi' | 'en' }) {
  const t = words(locale);
  const said: Record<string, string> = {
    'mat-khau': t.donePassword,
    'lien-he': t.doneContact,
    'da-go': t.doneRemoved,
    khoa: t.donePasskey,
    'doi-ten': t.doneRenamed,
    'ung-dung': t.doneApp,
    'tat-ung-dung': t.doneAppOff,
    'ket-thuc': t.doneEnded,
    'tin-cay': t.doneTrusted,
  };
  const text = done === null ? undefined : said[done];
  return text ? (
    <Notice tone="ok" title={t.done} alert>
      <p>{text}</p>
    </Notice>
  ) : null;
}
