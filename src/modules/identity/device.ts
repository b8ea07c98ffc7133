import { createHash, randomBytes } from 'node:crypto';
import Bowser from 'bowser';

/** The browser that a session is given to. Programs that keep their token themselves have none. */
export interface Device {
  hash: Buffer;
  /** 'Chrome/Android': family and system, no versions: enough to be recognised by its owner, too little to follow anybody. */
  name: string;
}

export const newDeviceToken = (): string => randomBytes(24).toString('base64url');

/** Long enough to be ours; whatever else a browser sends in that cookie is no device. */
export const isDeviceToken = (token: string | undefined): token is string =>
  token !== undefined && /^[\w-]{20,64}$/.test(token);

export const deviceHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The browser of a call, if it shows a device cookie of ours. */
export const deviceOf = (token: string | undefined, userAgent: string | undefined): Device | undefined =>
  isDeviceToken(token) ? { hash: deviceHash(token), name: deviceName(userAgent) } : undefined;

const names = new Map<string, string>();
const MOST_NAMES = 2000;

/** Pure, remembered: parsing costs some 20 µs, and every request of a signed-in browser asks. */
export function deviceName(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, 400);
  const known = names.get(agent);
  if (known !== undefined) return known;
  const { browser, os } = agent ? Bowser.parse(agent) : { browser: {}, os: {} };
  const name = `${plain(browser.name)}/${plain(os.name)}`;
  if (names.size >= MOST_NAMES) names.clear();
  names.set(agent, name);
  return name;
}

const plain = (name: string | undefined): string => (name ?? '?').replace(/[^\w .+-]/g, '').slice(0, 30) || '?';

/** Pure. For contracts: neither part where it is not known. */
export function deviceParts(name: string | null): { browser?: string; system?: string } {
  const [browser, system] = (name ?? '').split('/');
  return { ...(browser && browser !== '?' ? { browser } : {}), ...(system && system !== '?' ? { system } : {}) };
}

/** Pure. 'Chrome trên Android', in the reader's language. */
export function describeDevice(name: string | null): { vi: string; en: string } {
  const [browser = '?', system = '?'] = (name ?? '').split('/');
  const known = browser !== '?' && browser !== '';
  return {
    vi: `${known ? browser : 'Trình duyệt không rõ'}${system === '?' ? '' : ` trên ${system}`}`,
    en: `${known ? browser : 'Unknown browser'}${system === '?' ? '' : ` on ${system}`}`,
  };
}

/** "Desktop site" on a phone makes the browser speak as if on a desk: the same browser, not a thief's. */
const SPEAKS_AS: Record<string, string> = { Android: 'Linux', iOS: 'macOS' };
const desk = (system: string): string => SPEAKS_AS[system] ?? system;

/** Pure. Whether a browser with the right device cookie may be the one that the session was given to: versions change, families do not. */
export function sameBrowser(given: string, shown: string): boolean {
  const [family, system = ''] = given.split('/');
  const [shownFamily, shownSystem = ''] = shown.split('/');
  return family === shownFamily && desk(system) === desk(shownSystem);
}
