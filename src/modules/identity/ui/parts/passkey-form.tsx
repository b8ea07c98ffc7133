import type { ReactNode } from 'react';
import { defineWords } from '#platform/web/words.ts';
import { Button, Notice } from '#ui/index.ts';
import scriptAddress from '../enhance/passkey.client.ts?worker&url';

const words = defineWords({
  missing: {
    vi: 'Trình duyệt này không dùng được khóa đăng nhập, hoặc đang tắt JavaScript. Ông/bà vẫn dùng được các cách khác.',
    en: 'This browser cannot use passkeys, or JavaScript is off. The other ways still work.',
  },
  refused: {
    vi: 'Chưa nhận được khóa: ông/bà đã đóng cửa sổ hỏi khóa, hoặc thiết bị này chưa có khóa. Xin bấm nút để thử lại, hoặc chọn cách khác.',
    en: 'No passkey was given: the question was closed, or this device has none. Press the button to try again, or choose another way.',
  },
  known: {
    vi: 'Thiết bị này đã có khóa của tài khoản rồi, không cần thêm nữa.',
    en: 'This device already has a passkey of your account.',
  },
});

export interface PasskeyFormProps {
  locale: 'vi' | 'en';
  does: 'add' | 'prove';
  /** As the operation gave them. */
  ticket: string;
  options: Record<string, unknown>;
  button: string;
  /** Fields and hidden values of the page's own. */
  children?: ReactNode;
}

/** Asks the device for a key and sends what it answers as `response`, with `ticket`. Brings its script; without, it says so. */
export function PasskeyForm({ locale, does, ticket, options, button, children }: PasskeyFormProps) {
  const t = words(locale);
  return (
    <>
      <form method="post" noValidate data-passkey={does} data-passkey-options={JSON.stringify(options)}>
        <input type="hidden" name="ticket" value={ticket} />
        <input type="hidden" name="response" value="" />
        {children}
        <div data-passkey-refused="" hidden>
          <Notice tone="warning" alert>
            <p>{t.refused}</p>
          </Notice>
        </div>
        <div data-passkey-known="" hidden>
          <Notice tone="info" alert>
            <p>{t.known}</p>
          </Notice>
        </div>
        <div data-passkey-missing="">
          <Notice tone="info">
            <p>{t.missing}</p>
          </Notice>
        </div>
        <div data-passkey-ready="" hidden>
          <Button>{button}</Button>
        </div>
      </form>
      <script type="module" src={scriptAddress} />
    </>
  );
}

/** What the form sent, for the operation; undefined where the device gave nothing readable. */
export function readPasskey(form: FormData): { ticket: string; response: { id: string } } | undefined {
  try {
    const response = JSON.parse(String(form.get('response') ?? '')) as { id?: unknown };
    const ticket = String(form.get('ticket') ?? '');
    return typeof response.id === 'string' && ticket ? { ticket, response: response as { id: string } } : undefined;
  } catch {
    return undefined;
  }
}
