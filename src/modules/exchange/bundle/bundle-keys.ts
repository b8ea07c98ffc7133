import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { jwkOf, keyIdOf, readDirectory, type ReadDirectory, type SignedDirectory } from '#modules/nodes/index.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { Find } from './bundle-files.ts';

export const ROOT_KIND = 'lien-thong/chung-thu-goc@1';

export const directoryPart = (serial: number | string): string => `directories/${serial}`;

export interface BundledKeys {
  directories: SignedDirectory[];
  /** This node's word for its certificates, and the key that it was given under. */
  root?: { statement: string; signature: Buffer; key: string; keyId: string; serial: number };
}

const digestOf = (pem: string): string => `sha-256=:${createHash('sha256').update(pem).digest('base64')}:`;

/**
 * The signed directories by which the keys of a bundle are checked without anybody: the one that held when the document was taken over, the
 * one that names the key of the voucher, and the one that names the key under which this node vouches for its own certificates. Mostly all
 * three are one. A node that stands alone has none.
 */
export async function bundledKeys(
  deps: ExchangeDeps,
  given: {
    acceptedAt: Date;
    voucher?: { at: Date; keyId: string };
    certificates: string;
    stampCertificates: string;
  },
): Promise<BundledKeys> {
  const directories = new Map<number, SignedDirectory>();
  const need = async (at: Date, keyId?: string): Promise<SignedDirectory | undefined> => {
    const found = await deps.nodes.signedDirectory(at, keyId);
    if (found) directories.set(found.serial, found);
    return found;
  };
  await need(given.acceptedAt);
  if (given.voucher) await need(given.voucher.at, given.voucher.keyId);
  const said = await rootStatement(deps, given);
  const named = said && (await need(said.at, said.key_id));
  const key = said && (await deps.nodes.publicKeyOf(deps.nodes.self().nodeId, said.key_id, said.at).catch(() => undefined)); // prettier-ignore
  return {
    directories: [...directories.values()].toSorted((a, b) => a.serial - b.serial),
    ...(said && named && key
      ? {
          root: {
            statement: said.statement,
            signature: said.signature,
            key,
            keyId: said.key_id,
            serial: named.serial,
          },
        }
      : {}),
  };
}

/** Said once for the certificates that there are: the same bundle has the same bytes each time. */
async function rootStatement(
  deps: ExchangeDeps,
  { certificates, stampCertificates }: { certificates: string; stampCertificates: string },
) {
  const db = deps.database.of<Tables>();
  const name = createHash('sha256').update(certificates).update(stampCertificates).digest();
  const kept = () =>
    db.selectFrom('exchange.bundle_root').selectAll().where('certificates_sha256', '=', name).executeTakeFirst();
  const known = await kept();
  if (known) return known;
  if ((await deps.nodes.standing()).alone) return undefined;
  const at = deps.clock.now();
  const statement =
    canonicalize({
      kind: ROOT_KIND,
      node: deps.nodes.self().nodeId,
      certificates: digestOf(certificates),
      stampCertificates: digestOf(stampCertificates),
      at: at.toISOString(),
    }) ?? '';
  const { keyId, signature } = await deps.nodes.signStatement(Buffer.from(statement));
  // Before this node is in the directory its key is nobody's: then there is nothing to keep yet.
  if (!(await deps.nodes.signedDirectory(at, keyId))) return undefined;
  await db
    .insertInto('exchange.bundle_root')
    .values({ certificates_sha256: name, statement, key_id: keyId, signature: Buffer.from(signature, 'base64'), at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return kept();
}

type Part = (name: string) => Buffer;

export interface CheckedKeys {
  directories: ReadDirectory[];
  /** The bundle's own certificates are vouched for by a node of a directory that is signed under the keys that are trusted. */
  rootsHold: boolean;
  /** Whether a directory names the key as that node's, at that time. */
  names(nodeId: string, key: KeyObject, at: Date): boolean;
}

/** Directories, and the node's word for its certificates, as far as they are in the bundle. @param trusted of the registrar, where they are known from elsewhere */
export function checkKeys(
  names: readonly string[],
  part: Part,
  trusted: readonly KeyObject[] | undefined,
  find: Find,
): CheckedKeys {
  const serials = names.flatMap((name) => /^directories\/(\d+)\.json$/.exec(name)?.[1] ?? []);
  const directories: ReadDirectory[] = [];
  // A directory names the keys of the next ones, so one that is believed may bring another.
  const keys: KeyObject[] = [...(trusted ?? [])];
  const waiting = new Set(serials.toSorted((a, b) => Number(a) - Number(b)));
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const serial of waiting) {
      const name = directoryPart(serial);
      const signer = createPublicKey(part(`${name}.pem`));
      if (trusted && !keys.some((key) => key.equals(signer))) continue;
      const read = readDirectory(part(`${name}.json`), part(`${name}.sig`), [signer]);
      if (!read || String(read.serial) !== serial) continue;
      directories.push(read);
      keys.push(...read.registrarKeys);
      waiting.delete(serial);
      find(
        true,
        [
          `Danh bạ các nút số ${serial}, ký ngày ${read.issuedAt}, có chữ ký hợp lệ của cơ quan đăng ký nút (khóa ${fingerprint(signer)}${trusted ? '' : '; xin so với khóa đã được công bố, hoặc kiểm tra lại với --registrar'}).`,
          `The directory of nodes ${serial} of ${read.issuedAt} is signed by the registrar (key ${fingerprint(signer)}${trusted ? '' : '; compare it with the one that was published, or check again with --registrar'}).`,
        ],
        ['', ''],
      );
    }
  }
  for (const serial of waiting)
    find(
      false,
      ['', ''],
      [
        `Danh bạ các nút số ${serial} đã bị sửa, hoặc không do cơ quan đăng ký nút ký bằng khóa đáng tin.`,
        `The directory of nodes ${serial} was changed, or is not signed under a key that is trusted.`,
      ],
    );
  const named = (nodeId: string, key: KeyObject, at: Date) =>
    directories.some((one) => one.names(nodeId, keyIdOf(nodeId, jwkOf(key)), key, at));
  const rootsHold = names.includes('root.json') && checkRoot(part, named, find);
  if (trusted && serials.length === 0)
    find(
      false,
      ['', ''],
      [
        'Bộ này không có danh bạ các nút nên không kiểm tra được theo khóa của cơ quan đăng ký nút.',
        'The bundle has no directory of nodes, so that nothing can be checked by the key of the registrar.',
      ],
    );
  return { directories, rootsHold, names: named };
}

function checkRoot(part: Part, named: CheckedKeys['names'], find: Find): boolean {
  const statement = part('root.json');
  const said = JSON.parse(statement.toString()) as Record<string, string | undefined>;
  const key = createPublicKey(part('root-key.pem'));
  const node = said['node'] ?? '';
  const holds =
    said['kind'] === ROOT_KIND &&
    said['certificates'] === digestOf(part('ca.pem').toString()) &&
    said['stampCertificates'] === digestOf(part('tsa-ca.pem').toString()) &&
    verify('sha256', statement, key, part('root.sig')) &&
    named(node, key, new Date(said['at'] ?? ''));
  find(
    holds,
    [
      `Nút ${node} bảo đảm cho các chứng thư gốc trong bộ này bằng khóa có trong danh bạ các nút.`,
      `The node ${node} vouches for the root certificates in the bundle under a key that the directory of nodes names.`,
    ],
    [
      'Lời bảo đảm của nút cho các chứng thư gốc đã bị sửa, hoặc khóa không có trong danh bạ các nút.',
      'The word of the node for the root certificates was changed, or its key is in no directory.',
    ],
  );
  return holds;
}

function fingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
