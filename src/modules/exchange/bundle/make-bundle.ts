import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Static } from 'typebox';
import type { AgencyActor } from '#platform/access.ts';
import { readJson } from '#platform/database/read-json.ts';
import type { Download } from '#platform/operation.ts';
import { Receipt } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { Voucher } from '../peers/messages.ts';
import { statementOf } from '../peers/voucher.ts';
import { readConsignment } from '../queries.ts';
import type { Tables } from '../tables.ts';
import { bundledKeys, directoryPart } from './bundle-keys.ts';
import { bundlePacket, packetName } from './bundle-packet.ts';
import { bundleParts, headPart, tailPart, xmlPart } from './bundle-parts.ts';
import { manifestName, manifestSealName, payloadName, recordName, sealName, type Manifest } from './bundle-names.ts';
import { manifestSeal } from './manifest-seal.ts';
import { readMe } from './read-me.ts';
import { streamZip, writeZip, type Entry } from './zip.ts';

type Proved = Awaited<ReturnType<ExchangeDeps['evidence']['proveSubject']>>['proofs'][number];

/**
 * All evidence of a consignment in one file that is checked without us. The same state gives the same bytes. The sender gets the
 * records of all copies, a recipient those that touch its own. @throws exchange.not-found
 */
export async function makeBundle(
  deps: ExchangeDeps,
  consignmentId: string,
  actor: AgencyActor,
  { payloads = false } = {},
): Promise<Download> {
  const shown = await readConsignment(deps, consignmentId, actor);
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select(['envelope', 'receipt', 'origin_node', 'voucher', 'expires_at', 'conversation', 'accepted_at'])
    .where('id', '=', consignmentId)
    .executeTakeFirstOrThrow();
  const receipt = readJson(Receipt, row.receipt, `exchange.consignment.receipt of ${consignmentId}`);
  const own = new Set([actor.agencyId, ...shown.deliveries.map((one) => one.deliveryId)]);
  const { proofs, seals, waiting } = await deps.evidence.proveSubject(`consignment:${consignmentId}`);
  const mine = shown.side === 'sender' ? proofs : proofs.filter((proof) => touches(proof, own));
  const files = new Map<string, Buffer>();
  const add = (name: string, text: string | Buffer): void => void files.set(name, Buffer.from(text));
  add('envelope.json', row.envelope);
  add('receipt.json', receipt.statement);
  add('receipt.p7s', Buffer.from(receipt.seal, 'base64'));
  const vouched = await addVoucher(deps, row, add);
  add(packetName, await bundlePacket(deps, consignmentId));
  const certificates = await deps.signing.caCertificatePem();
  const stampCertificates = await deps.evidence.stampRootsPem();
  add('ca.pem', certificates);
  add('tsa-ca.pem', stampCertificates);
  const { directories, root } = await bundledKeys(deps, {
    acceptedAt: row.accepted_at,
    certificates,
    stampCertificates,
    ...(vouched ? { voucher: { at: new Date(vouched.at), keyId: vouched.keyId } } : {}),
  });
  for (const { serial, text, signature, signer } of directories) {
    add(`${directoryPart(serial)}.json`, text);
    add(`${directoryPart(serial)}.sig`, signature);
    add(`${directoryPart(serial)}.pem`, signer);
  }
  if (root) {
    add('root.json', root.statement);
    add('root.sig', root.signature);
    add('root-key.pem', root.key);
  }
  // Together with the files; without them nobody could put them together.
  const carried = payloads && shown.files.length > 0 ? shown.files : [];
  if (carried.length > 0) {
    const { xml, archives } = await bundleParts(deps, consignmentId, carried);
    for (const [place, text] of xml.entries()) add(xmlPart(place), text);
    for (const [index, { head, tail }] of archives.entries()) {
      add(headPart(index + 1), head);
      add(tailPart(index + 1), tail);
    }
  }
  for (const [place, { line, seal, index, leaves, path }] of mine.entries()) {
    add(`${recordName(place + 1)}.json`, line);
    add(`${recordName(place + 1)}.proof.json`, canonicalize({ seal, index, leaves, path }) ?? '');
  }
  // Whose records are left out, their seals are as well; what follows a kept one up to its time stamp stays.
  const kept = sealsOf(mine, seals);
  for (const seal of kept) {
    add(`${sealName(seal.number)}.json`, seal.statement);
    if (seal.signature) add(`${sealName(seal.number)}.p7s`, seal.signature);
    if (seal.token) add(`${sealName(seal.number)}.tst`, seal.token);
  }
  const signed = kept.filter((seal) => seal.signature);
  add(
    'README.md',
    readMe({
      consignmentId,
      node: deps.config.publicUrl,
      directories: directories.map(({ serial }) => serial),
      files: carried,
      ...(root ? { root: { node: deps.nodes.self().nodeId, serial: root.serial } } : {}),
      ...(vouched
        ? {
            voucher: {
              node: row.origin_node ?? '',
              serial: directories.find(({ text }) => text.includes(`"${vouched.keyId}"`))?.serial,
            },
          }
        : {}),
      ...(row.origin_node ? { receiptBy: shown.acceptedBy ?? row.origin_node } : {}),
      seals: signed.map(({ number, token }) => ({ number, stamped: token !== undefined })),
    }),
  );
  const manifest: Manifest = {
    v: 2,
    consignmentId,
    unsealed: waiting,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
  };
  const entries = new Map<string, Entry>(files);
  if (payloads)
    for (const { fileId, sha256: digest } of shown.files) {
      // The same bytes may have come under two names.
      entries.set(payloadName(digest), { open: () => payloadOf(deps, fileId) });
      manifest.files[payloadName(digest)] = digest;
    }
  const list = Buffer.from(canonicalize(manifest) ?? '');
  const seal = await manifestSeal(deps, list);
  entries.set(manifestName, list).set(manifestSealName, seal);
  const named = { type: 'application/zip', name: `bo-chung-cu-${consignmentId}.zip` };
  if (payloads) return { bytes: Buffer.alloc(0), stream: streamZip(entries), ...named };
  add(manifestName, list);
  add(manifestSealName, seal);
  return { bytes: await writeZip(files), ...named };
}

/** The word of the node that gave the receipt, with the key that it was signed with. @returns it, where there is one */
async function addVoucher(
  deps: ExchangeDeps,
  row: { origin_node: string | null; voucher: unknown; receipt: unknown; expires_at: Date; conversation: string },
  add: (name: string, bytes: string | Buffer) => void,
): Promise<Static<typeof Voucher> | undefined> {
  const voucher = row.voucher === null ? null : readJson(Voucher, row.voucher, 'exchange.consignment.voucher');
  if (row.origin_node === null || voucher === null) return undefined;
  const at = new Date(voucher.at);
  const key = await deps.nodes.publicKeyOf(row.origin_node, voucher.keyId, at).catch(() => undefined);
  if (!key) return undefined;
  const { statement, seal } = readJson(Receipt, row.receipt, 'exchange.consignment.receipt');
  const vouched = {
    origin: row.origin_node,
    receipt: { statement, seal },
    expiresAt: row.expires_at.toISOString(),
    conversation: row.conversation,
  };
  add('voucher.json', statementOf(vouched, voucher.at));
  add('voucher.sig', Buffer.from(voucher.signature, 'base64'));
  add('voucher-key.pem', key);
  return voucher;
}

async function* payloadOf(deps: ExchangeDeps, fileId: string): AsyncGenerator<Buffer> {
  yield* await deps.files.openStream(fileId);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a record is of all copies, or names one of these deliveries or this agency. */
function touches({ kind, data }: Proved, own: ReadonlySet<string>): boolean {
  if (kind === 'exchange.consignment-accepted') return true;
  const named = data as { deliveryId?: string; deliveries?: (string | { deliveryId: string })[] };
  return [
    named.deliveryId,
    ...(named.deliveries ?? []).map((one) => (typeof one === 'string' ? one : one.deliveryId)),
  ].some((id) => id !== undefined && own.has(id));
}

function sealsOf<Seal extends { number: number; token?: Buffer }>(
  proofs: readonly Proved[],
  seals: readonly Seal[],
): Seal[] {
  const kept = new Set<Seal>();
  for (const { seal: number } of proofs)
    for (let at = seals.findIndex((seal) => seal.number === number); at >= 0 && at < seals.length; at += 1) {
      const seal = seals[at] as Seal;
      if (seal.number > number && seals[at - 1]?.number !== seal.number - 1) break;
      kept.add(seal);
      if (seal.token) break;
    }
  return seals.filter((seal) => kept.has(seal));
}
