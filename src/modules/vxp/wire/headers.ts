import type { IncomingHttpHeaders } from 'node:http';
import { vxpProblem } from '../errors.ts';
import { headerNames } from '../legal.ts';

/**
 * A header as clients write Vietnamese into it: UTF-8 as it is (which Node shows as Latin 1), percent-encoded, by RFC 8187 (`UTF-8''…`)
 * or by RFC 2047 (`=?UTF-8?B?…?=`).
 */
export function decodeHeader(raw: string): string {
  const extended = /^utf-8'[^']*'(.*)$/i.exec(raw)?.[1];
  const word = /^=\?utf-8\?b\?([^?]*)\?=$/i.exec(raw)?.[1];
  if (word !== undefined) return Buffer.from(word, 'base64').toString().normalize('NFC').trim();
  const text = asUtf8(extended ?? raw);
  return unpercent(text).normalize('NFC').trim();
}

function asUtf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

function unpercent(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

export interface Parameters {
  get(...names: string[]): string | undefined;
}

export function parametersOf(headers: IncomingHttpHeaders): Parameters {
  return {
    get(...names) {
      for (const name of names) {
        const value = headers[name.toLowerCase()];
        if (typeof value === 'string' && value !== '') return decodeHeader(value);
      }
      return undefined;
    },
  };
}

export function credentialsOf({ get }: Parameters): { systemId: string; secret: string } {
  const systemId = get(...headerNames.system);
  const secret = get(...headerNames.secret);
  if (!systemId || !secret) throw vxpProblem('not-proved');
  return { systemId, secret };
}

/** `from` or one of a JSON array, of codes. */
export function codesOf({ get }: Parameters, name: string): string[] | undefined {
  const text = get(name);
  if (text === undefined) return undefined;
  if (!text.startsWith('[')) return text.split(/[;,\s]+/).filter(Boolean);
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list;
  } catch {
    // Said below: what cannot be read is refused, not guessed.
  }
  throw vxpProblem('header-missing', { params: { header: name } });
}

/** Hexadecimal or base64; undefined where the client gives none. */
export function digestOf({ get }: Parameters): string | undefined {
  const text = get(...headerNames.sha256)
    ?.replace(/^sha-?256[=:]\s*/i, '')
    .replace(/^:|:$/g, '');
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) throw vxpProblem('header-missing', { params: { header: 'sha256' } });
  return bytes.toString('hex');
}

const MOST = 200;

/** Which part of a list is asked for. Dates are Vietnam's days, yyyy/MM/dd or yyyy-MM-dd, or instants. */
export function pageOf(parameters: Parameters): { limit: number; offset: number; from?: Date; to?: Date } {
  const limit = Math.min(wholeOf(parameters, 'pageSize', 50) || 50, MOST);
  const index = wholeOf(parameters, 'pageIndex', 0);
  const from = dateOf(parameters, 'fromDate', '00:00:00.000');
  const to = dateOf(parameters, 'toDate', '23:59:59.999');
  // Clients count from 1, or from 0: both 0 and 1 are the first page.
  return { limit, offset: Math.max(0, index - 1) * limit, ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function wholeOf({ get }: Parameters, name: string, otherwise: number): number {
  const text = get(name);
  if (text === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(text)) throw vxpProblem('header-missing', { params: { header: name } });
  return Number(text);
}

function dateOf({ get }: Parameters, name: string, time: string): Date | undefined {
  const text = get(name);
  if (text === undefined) return undefined;
  const day = /^(\d{4})[/-](\d{2})[/-](\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text);
  const at = new Date(day ? `${day[1]}-${day[2]}-${day[3]}T${day[4] ?? time}+07:00` : text);
  if (Number.isNaN(at.getTime())) throw vxpProblem('header-missing', { params: { header: name } });
  return at;
}
