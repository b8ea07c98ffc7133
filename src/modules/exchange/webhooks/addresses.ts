import { lookup as resolve } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's on the open Internet: the node's own machine, inner networks, link-local (cloud metadata), multicast. */
const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4');
// Of IPv6 only global unicast is taken, and of that not what carries an IPv4 address inside or is for documentation.
for (const [net, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner.addSubnet(net, bits, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** Pure. */
export function isInner(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return inner.check(address, 'ipv4');
  return family !== 6 || !global.check(address, 'ipv6') || inner.check(address, 'ipv6');
}

export interface Target {
  url: URL;
  address: string;
  family: 4 | 6;
}

/** Why an address is not called; the pages have a sentence for each. */
export class AddressRefusal extends Error {
  readonly why: 'not-an-address' | 'not-https' | 'inner' | 'unknown-host';
  constructor(why: AddressRefusal['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * Where a push goes: the host is looked up once and the connection made to that address. A second look-up by the connection could be
 * answered with an inner address (DNS rebinding). All answers must be open ones: of a mixture nobody knows which one is meant.
 * @throws AddressRefusal
 */
export async function findTarget(address: string, { innerAddresses }: { innerAddresses: boolean }): Promise<Target> {
  if (!URL.canParse(address)) throw new AddressRefusal('not-an-address');
  const url = new URL(address);
  if (url.username || url.password || url.hash) throw new AddressRefusal('not-an-address');
  if (url.protocol !== 'https:' && !(innerAddresses && url.protocol === 'http:')) throw new AddressRefusal('not-https');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let found: { address: string; family: number }[];
  try {
    found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host, { all: true });
  } catch {
    throw new AddressRefusal('unknown-host');
  }
  if (!innerAddresses && found.some((one) => isInner(one.address))) throw new AddressRefusal('inner');
  const [first] = found;
  if (!first) throw new AddressRefusal('unknown-host');
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}
