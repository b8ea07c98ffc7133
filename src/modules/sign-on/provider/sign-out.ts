import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { ticketEnd } from '../tickets.ts';
import type { ProviderTools } from './configuration.ts';
import { currentScope } from './request-scope.ts';

export const SIGN_OUT_PAGE = '/dang-nhap/ung-dung/dang-xuat';
export const SIGNED_OUT_PAGE = '/dang-nhap/ung-dung/da-dang-xuat';

interface LogoutState {
  secret: string;
  clientId?: string;
  state?: string;
  postLogoutRedirectUri?: string;
}

/** A client asks that the person be signed out: our page asks the person, in words, and its form goes to the library. */
export async function askToSignOut({ deps, tickets }: ProviderTools, ctx: KoaContextWithOIDC): Promise<void> {
  const { actor } = currentScope() ?? {};
  const state = ctx.oidc.session?.state as LogoutState | undefined;
  if (!state || !actor || !('sessionId' in actor)) return;
  const ticket = tickets.signOut.seal(
    {
      xsrf: state.secret,
      sessionId: actor.sessionId ?? '',
      ...(state.clientId ? { clientId: state.clientId } : {}),
      ...(state.postLogoutRedirectUri ? { backTo: state.postLogoutRedirectUri } : {}),
    },
    ticketEnd(deps.clock.now()),
  );
  ctx.status = 303;
  ctx.redirect(`${SIGN_OUT_PAGE}?phieu=${ticket}`);
}

/** What the library leaves to us around its logout. */
export function followLogout(provider: Provider, { deps }: ProviderTools): void {
  provider.use(async (ctx, next) => {
    await next();
    // Undefined where no route of the library met the request.
    const { oidc } = ctx as unknown as Partial<KoaContextWithOIDC>;
    const { actor } = currentScope() ?? {};
    // Nobody is signed in: nothing to ask, so no page with a script that sends a form.
    if (oidc?.route === 'end_session' && ctx.status === 200 && !oidc.session?.accountId) {
      const state = oidc.session?.state as LogoutState | undefined;
      ctx.body = '';
      ctx.status = 303;
      ctx.redirect(backTo(state) ?? SIGNED_OUT_PAGE);
    }
    // The session that counts is the portal's; every client hears of its end by the announcement.
    if (oidc?.route === 'end_session_confirm' && ctx.status === 303 && actor && 'sessionId' in actor && actor.sessionId)
      await deps.identity.endSession(actor);
  });
}

function backTo(state: LogoutState | undefined): string | undefined {
  if (!state?.postLogoutRedirectUri) return undefined;
  const url = new URL(state.postLogoutRedirectUri);
  if (state.state !== undefined) url.searchParams.set('state', state.state);
  return url.href;
}
