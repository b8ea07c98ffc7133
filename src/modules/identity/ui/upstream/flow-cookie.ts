/** What a browser keeps while its owner is away at the other provider. Lax: the way back is a link from another site. */
const FLOW_COOKIE = 'lt_upstream';
const PATH = '/dang-nhap/cong-khac';

export function flowCookie(flow: string, expiresAt: string, secure: boolean): string {
  return `${FLOW_COOKIE}=${flow}; Path=${PATH}; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${secure ? '; Secure' : ''}`;
}

export const endedFlowCookie = `${FLOW_COOKIE}=; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=0`;

export function flowIn(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${FLOW_COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
}
