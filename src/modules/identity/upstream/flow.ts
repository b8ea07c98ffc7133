import type { PlatformDeps } from '#platform/room.ts';
import { createSealer } from '#platform/sealed.ts';

/** A sign-in that is under way at the other provider. The browser keeps it, sealed; nothing is written for it. */
export interface UpstreamFlow {
  issuer: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Where the person wanted to go. */
  back?: string;
}

/** Time to find the phone and prove oneself there. */
export const FLOW_MINUTES = 15;

type Tools = Pick<PlatformDeps, 'config' | 'clock'>;
const sealer = ({ config }: Tools) => createSealer<UpstreamFlow>(config.secrets.masterKey, 'identity.upstream-flow');

export function sealUpstreamFlow(tools: Tools, flow: UpstreamFlow): { flow: string; expiresAt: Date } {
  const expiresAt = new Date(tools.clock.now().getTime() + FLOW_MINUTES * 60_000);
  return { flow: sealer(tools).seal(flow, expiresAt), expiresAt };
}

export function openUpstreamFlow(tools: Tools, sealed: string): UpstreamFlow | undefined {
  return sealer(tools).open(sealed, tools.clock.now());
}

/** The page that the other provider sends the browser back to; registered there, letter by letter. */
export const RETURN_PATH = '/dang-nhap/cong-khac/ve';
