import type { FastifyRequest } from 'fastify';
import { platformProblem } from '../problem.ts';
import { SESSION_COOKIE } from './sessions.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Against requests forged by other sites: every change that could ride on a browser's cookie must prove that it
 * came from our own pages, by Sec-Fetch-Site (all browsers since 2023) or Origin (all since 2020). The session
 * cookie is SameSite=Lax besides. A call without a cookie carries nobody's authority and passes.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site === undefined && origin === undefined) {
    if (request.cookies[SESSION_COOKIE] !== undefined) throw platformProblem('foreign-origin');
    return;
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw platformProblem('foreign-origin');
  if (origin !== undefined && origin !== 'null' && !sameHost(origin, request.headers.host, publicUrl))
    throw platformProblem('foreign-origin');
  // A sandboxed or privacy-stripped origin is only believed together with Sec-Fetch-Site.
  if (origin === 'null' && site === undefined) throw platformProblem('foreign-origin');
}

function sameHost(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  return given.host === host || given.origin === new URL(publicUrl).origin;
}
