/** Refusals as RFC 9457 problem documents, from a closed set of codes per room, in Vietnamese and English. */
export type Locale = 'vi' | 'en';

export interface ProblemText {
  /** HTTP status, 400–599. */
  status: number;
  vi: string;
  en: string;
}

export interface FieldProblem {
  /** The field's name in what was sent, or a JSON pointer into it. */
  path: string;
  code: string;
  vi: string;
  en: string;
}

export interface ProblemDetail {
  /** Values for `{placeholders}` of the text. Never personal data. */
  params?: Record<string, string | number>;
  fields?: FieldProblem[];
  /** Seconds after which it makes sense to try again. */
  retryAfter?: number;
  /** Headers that go with the refusal, e.g. WWW-Authenticate. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  requestId?: string;
  errors?: { path: string; code: string; message: string }[];
  params?: Record<string, string | number>;
}

function fill(text: string, params: Record<string, string | number> | undefined): string {
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text;
}

export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: ProblemText;
  readonly detail: ProblemDetail;

  constructor(code: string, text: ProblemText, detail: ProblemDetail = {}) {
    super(fill(text.en, detail.params), detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.status = text.status;
    this.text = text;
    this.detail = detail;
  }

  /** The sentence to show a person. */
  say(locale: Locale): string {
    return fill(this.text[locale], this.detail.params);
  }

  /** The document for the wire. */
  document(locale: Locale, requestId?: string): ProblemDocument {
    return {
      type: `/problems/${this.code}`,
      title: this.say(locale),
      status: this.status,
      code: this.code,
      ...(requestId ? { requestId } : {}),
      ...(this.detail.fields
        ? {
            errors: this.detail.fields.map((field) => ({
              path: field.path,
              code: field.code,
              message: fill(field[locale], this.detail.params),
            })),
          }
        : {}),
      ...(this.detail.params ? { params: this.detail.params } : {}),
    };
  }
}

export type ProblemSet<Code extends string = string> = ((code: Code, detail?: ProblemDetail) => ProblemError) & {
  room: string;
  codes: Readonly<Record<Code, ProblemText>>;
};

const sets = new Map<string, Readonly<Record<string, ProblemText>>>();

/** Declares a room's closed set; the answer makes the errors: `throw counterProblem('draft-changed')`. */
export function defineProblems<const Codes extends Record<string, ProblemText>>(
  room: string,
  codes: Codes,
): ProblemSet<keyof Codes & string> {
  sets.set(room, codes);
  const make = (code: keyof Codes & string, detail?: ProblemDetail): ProblemError => {
    const text = codes[code];
    if (!text) throw new Error(`The problem ${room}.${code} is not declared`);
    return new ProblemError(`${room}.${code}`, text, detail);
  };
  return Object.assign(make, { room, codes });
}

/** The text of any declared code, e.g. for the page /problems/<code>. */
export function findProblemText(code: string): ProblemText | undefined {
  const dot = code.indexOf('.');
  return sets.get(code.slice(0, dot))?.[code.slice(dot + 1)];
}

/** All declared codes. */
export function allProblems(): { code: string; text: ProblemText }[] {
  return [...sets].flatMap(([room, codes]) =>
    Object.entries(codes).map(([code, text]) => ({ code: `${room}.${code}`, text })),
  );
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}

/** The platform's own refusals. */
export const platformProblem = defineProblems('platform', {
  'bad-input': {
    status: 400,
    vi: 'Thông tin gửi lên chưa đúng. Xin xem lại các mục được đánh dấu.',
    en: 'Some of what was sent is not as expected. See the marked items.',
  },
  'not-signed-in': {
    status: 401,
    vi: 'Xin đăng nhập để tiếp tục.',
    en: 'Sign in to continue.',
  },
  'not-allowed': {
    status: 403,
    vi: 'Tài khoản của ông/bà không được giao quyền làm việc này.',
    en: 'Your account has not been given the right to do this.',
  },
  'step-up': {
    status: 401,
    vi: 'Việc này cần xác nhận lại đúng là ông/bà. Xin xác nhận thêm một bước rồi làm tiếp; thông tin đã nhập vẫn còn.',
    en: 'This needs another proof that it is you. Confirm once more, then go on; what you entered is kept.',
  },
  'post-changed': {
    status: 409,
    vi: 'Trang này được mở khi ông/bà làm việc ở vị trí khác, nên chưa có gì được ghi. Phần đã nhập vẫn còn trên trang: xin kiểm tra rồi bấm lại nếu đúng là việc của vị trí hiện tại, hoặc đổi lại vị trí trước.',
    en: 'This page was opened in another of your posts, so nothing was recorded. What you entered is still here: press again if it belongs to the post you are in now, or change back first.',
  },
  'foreign-origin': {
    status: 403,
    vi: 'Yêu cầu này được gửi từ một trang khác nên không được thực hiện. Xin mở lại trang và gửi lại.',
    en: 'This request came from another site and was not carried out. Open the page again and resend.',
  },
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy nội dung này.',
    en: 'Nothing was found here.',
  },
  'range-not-satisfiable': {
    status: 416,
    vi: 'Phần được yêu cầu nằm ngoài tệp. Xin tải lại tệp từ đầu.',
    en: 'The part that was asked for lies outside the file. Fetch the file from the beginning.',
  },
  'too-large': {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn (tối đa {limit}).',
    en: 'What was sent is too large (at most {limit}).',
  },
  'not-json': {
    status: 400,
    vi: 'Nội dung gửi lên không đọc được dưới dạng JSON.',
    en: 'The body could not be read as JSON.',
  },
  'unsupported-type': {
    status: 415,
    vi: 'Kiểu nội dung này không được nhận ở đây.',
    en: 'This content type is not accepted here.',
  },
  'too-many-requests': {
    status: 429,
    vi: 'Có quá nhiều yêu cầu trong thời gian ngắn. Xin chờ một phút rồi thử lại.',
    en: 'Too many requests in a short time. Wait a minute and try again.',
  },
  'digest-differs': {
    status: 400,
    vi: 'Nội dung nhận được không khớp với Content-Digest đã ký, nên yêu cầu không được thực hiện. Xin gửi lại đúng nội dung đã ký.',
    en: 'The body does not agree with the signed Content-Digest, so nothing was done. Send exactly what was signed.',
  },
  unavailable: {
    status: 503,
    vi: 'Hệ thống đang bận hoặc đang khởi động lại. Thông tin đã lưu không mất; xin thử lại sau ít phút.',
    en: 'The system is busy or restarting. What was saved is not lost; try again in a few minutes.',
  },
  'no-room': {
    status: 503,
    vi: 'Ổ đĩa của hệ thống đã đầy nên chưa nhận thêm được. Thông tin đã lưu không mất; xin thử lại sau khi người vận hành giải phóng chỗ.',
    en: 'The disk of the system is full, so nothing more can be taken for now. What was saved is not lost; try again when the operator has made room.',
  },
  internal: {
    status: 500,
    vi: 'Hệ thống gặp lỗi ngoài ý muốn. Thông tin đã lưu không mất; xin thử lại, hoặc báo mã {requestId} cho bộ phận hỗ trợ.',
    en: 'Something went wrong on our side. What was saved is not lost; try again, or give the code {requestId} to support.',
  },
});
