import type { AssuranceLevel } from '#platform/access.ts';
import { stepUpHref } from '#platform/web/api.ts';
import { Button, PageFrame, SearchBox, signInHref, type FrameData } from '#ui/index.ts';

const words = {
  vi: {
    notFound: 'Không tìm thấy trang này',
    notFoundText: 'Địa chỉ có thể đã gõ thiếu chữ, hoặc trang đã được chuyển đi. Ông/bà có thể tìm lại thủ tục ở đây.',
    signIn: 'Ông/bà cần đăng nhập để xem trang này',
    signInText: 'Đăng nhập xong, trang này sẽ mở lại.',
    signInButton: 'Đăng nhập',
    confirm: 'Ông/bà cần xác nhận thêm một bước',
    confirmButton: 'Xác nhận',
    refused: 'Chưa mở được trang này',
    busy: 'Hệ thống đang bận',
    failed: 'Hệ thống đang gặp trục trặc',
    failedText:
      'Lỗi do hệ thống, không phải do ông/bà. Những câu trả lời đã lưu vẫn còn. Xin thử lại sau ít phút; nếu vẫn không được, ông/bà báo cho bộ phận một cửa mã dưới đây.',
    typed: 'Bấm nút quay lại của trình duyệt: những gì ông/bà vừa gõ vẫn còn trên trang trước.',
    code: 'Mã sự việc:',
    search: 'Tìm thủ tục',
    home: 'Về trang chủ',
    help: 'Xem trợ giúp',
  },
  en: {
    notFound: 'This page was not found',
    notFoundText: 'The address may be missing a letter, or the page has moved. You can look for the procedure here.',
    signIn: 'Sign in to see this page',
    signInText: 'Once you have signed in, this page opens again.',
    signInButton: 'Sign in',
    confirm: 'One more proof that it is you',
    confirmButton: 'Confirm',
    refused: 'This page cannot be opened',
    busy: 'The system is busy',
    failed: 'Something is wrong with the system',
    failedText:
      'The fault is ours, not yours. The answers you have saved are still there. Try again in a few minutes; if it still fails, give the code below to the one-stop counter.',
    typed: 'Use the back button of the browser: what you typed is still on the page before.',
    code: 'Incident code:',
    search: 'Find a service',
    home: 'To the home page',
    help: 'Get help',
  },
} as const;

/** The refusal does not say how old a proof may be: one given now is young enough for every act. */
const FRESH_MINUTES = 5;

export type FailurePageProps = {
  frame: FrameData;
  status: number;
  /** What the refusal says, in the reader's language (a problem's title). Not shown for our own failures. */
  message?: string | undefined;
  /** What the refused act asks for, where it wants more proof. */
  level?: AssuranceLevel | undefined;
  requestId?: string | undefined;
  /** Something was sent that the reader may want back. */
  typed?: boolean | undefined;
};

/** What people see instead of a page: not found, refused, or broken. For the root's error boundary and unknown addresses. */
export function FailurePage({ frame, status, message, level = 2, requestId, typed }: FailurePageProps) {
  const t = words[frame.locale];
  // Who is signed in and is refused with 401 is known, but not surely enough for this.
  const kind = status === 401 && frame.actor.kind !== 'anonymous' ? 'confirm' : kindOf(status);
  const texts = {
    notFound: message ?? t.notFoundText,
    signIn: t.signInText,
    confirm: message,
    refused: message,
    busy: message ?? t.failedText,
    failed: t.failedText,
  };
  const text = texts[kind];
  return (
    <PageFrame {...frame} title={t[kind]}>
      <h1 className="govuk-heading-l">{t[kind]}</h1>
      {text ? <p className="lt-lead">{text}</p> : null}
      {typed ? <p>{t.typed}</p> : null}
      {kind === 'failed' && requestId ? (
        <p>
          {t.code} <strong className="lt-code">{requestId}</strong>
        </p>
      ) : null}
      {kind === 'signIn' ? <Button href={signInHref(frame.path)}>{t.signInButton}</Button> : null}
      {kind === 'confirm' ? (
        <Button href={stepUpHref(frame.path, { level, maxAgeMinutes: FRESH_MINUTES })}>{t.confirmButton}</Button>
      ) : null}
      {kind === 'notFound' ? <SearchBox action="/tim" label={t.search} /> : null}
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/">
            {t.home}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/tro-giup">
            {t.help}
          </a>
        </li>
      </ul>
    </PageFrame>
  );
}

function kindOf(status: number): 'notFound' | 'signIn' | 'refused' | 'busy' | 'failed' {
  if (status === 404) return 'notFound';
  if (status === 401) return 'signIn';
  if (status === 503) return 'busy';
  return status >= 500 ? 'failed' : 'refused';
}
