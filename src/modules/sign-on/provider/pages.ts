import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import { isDatabaseGone } from '#platform/database/gone.ts';

/** The page of this room that says in a sentence what went wrong (ui/stopped.tsx). */
const STOPPED = '/dang-nhap/dung-lai';

/** Errors that the person is told of; the rest are ours and go to the log. */
export const isOurError = (error: unknown): boolean =>
  error instanceof errors.OIDCProviderError || isDatabaseGone(error);

export interface FailurePages {
  attach(fastify: FastifyInstance): void;
  /** The page for a failure, rendered as any page of the node; a bare sentence where the node serves no pages. */
  of(code: string, locale: string): Promise<string>;
}

export function createFailurePages(): FailurePages {
  let server: FastifyInstance | undefined;
  return {
    attach(fastify) {
      server = fastify;
    },
    async of(code, locale) {
      const page = await server?.inject({
        url: `${STOPPED}?ma=${encodeURIComponent(code)}`,
        headers: { accept: 'text/html', cookie: `lt_lang=${locale}` },
      });
      if (page?.statusCode === 200 && page.headers['content-type']?.toString().startsWith('text/html'))
        return page.body;
      return plain(
        'Không đăng nhập được',
        'Yêu cầu đăng nhập này không dùng được. Xin quay lại hệ thống mà ông/bà đang dùng và thử lại.',
      );
    },
  };
}

/** For the codes of the library and of ours: which sentence, and which status. */
export function failureOf(error: unknown): { code: string; status: number } {
  if (isDatabaseGone(error)) return { code: 'temporarily_unavailable', status: 503 };
  const { statusCode = 500, message, error: code } = error as { statusCode?: number; message?: string; error?: string };
  if (error instanceof errors.SessionNotFound) return { code: 'session_not_found', status: 400 };
  return { code: code ?? message ?? 'server_error', status: statusCode === 303 ? 400 : statusCode };
}

export async function sendFailure(
  pages: FailurePages,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<void> {
  const { code, status } = failureOf(error);
  await reply
    .status(status)
    .headers({ 'cache-control': 'no-store', ...(status === 503 ? { 'retry-after': '5' } : {}) })
    .type('text/html; charset=utf-8')
    .send(await pages.of(code, request.locale));
}

/**
 * Goes on into the library. A browser holds a form's policy (`form-action`) against every redirect that follows it, and the pages of
 * sign-in and step-up may not lead to the client's site: after them a page of ours comes between that leads on by itself.
 */
export async function sendForward(request: FastifyRequest, reply: FastifyReply, onward: string): Promise<void> {
  const { pathname, search, searchParams } = new URL(onward, 'http://here.invalid');
  const to = `${pathname}${search}`;
  reply.header('cache-control', 'no-store');
  if (new URL(request.url, 'http://here.invalid').searchParams.get('tu') === null || searchParams.has('tu')) {
    await reply.redirect(to, 303);
    return;
  }
  await reply
    .type('text/html; charset=utf-8')
    .send(
      plain(
        'Đang chuyển tiếp',
        `Ông/bà đã đăng nhập. Nếu trang không tự chuyển, xin <a href="${to}">bấm vào đây để tiếp tục</a>.`,
        `<meta http-equiv="refresh" content="0;url=${to}">`,
      ),
    );
}

const plain = (title: string, sentence: string, head = ''): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${title}</title></head><body><main><h1>${title}</h1><p>${sentence}</p></main></body></html>`;
