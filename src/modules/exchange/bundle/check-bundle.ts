import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { checkDetached } from '#modules/signing/index.ts';
import type { Envelope } from '../contract.ts';
import { part, read, text, type Files, type Find } from './bundle-files.ts';
import { checkKeys } from './bundle-keys.ts';
import { checkPacket, packetName } from './bundle-packet.ts';
import { checkParts, xmlPart } from './bundle-parts.ts';
import { manifestName, manifestSealName, payloadName, type Manifest } from './bundle-names.ts';
import { checkRecords, findVoucher } from './check-records.ts';
import { checkSeals } from './check-seals.ts';
import { readZip, readZipEntry, readZipFile } from './zip.ts';

/** One sentence about one thing that was looked at. */
export interface Finding {
  ok: boolean;
  vi: string;
  en: string;
}

export interface BundleTrust {
  /** DER of the roots that are trusted instead of those in the bundle. */
  roots?: readonly Buffer[];
  stampRoots?: readonly Buffer[];
  /** The keys of the registrar of nodes, as they were published: by these the directory in the bundle is believed, and by it the bundle's own roots. */
  registrarKeys?: readonly KeyObject[];
  /** Files that came with the document, to be compared with the envelope. */
  payloads?: readonly { name: string; sha256: string }[];
}

/** Digests of the payloads that are in the bundle, by the names of their entries. */
type Payloads = ReadonlyMap<string, string>;
/** The bytes of a payload, from the disk. */
type Open = (name: string) => AsyncIterable<Buffer>;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export function certificatesIn(pem: Buffer): Buffer[] {
  const blocks = pem.toString().match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).raw);
}

/** The same from the disk, with payloads of any size in it. */
export async function checkBundleFile(path: string, trust: BundleTrust = {}): Promise<Finding[]> {
  const bundle = await readZipFile(path);
  return checkOpened(bundle?.files, trust, bundle?.payloads, (name) => readZipEntry(path, name));
}

/** Checks a bundle without a database and without a network. All is well when every finding is. */
export async function checkBundle(bytes: Buffer, trust: BundleTrust = {}): Promise<Finding[]> {
  return checkOpened(await readZip(bytes), trust);
}

async function checkOpened(
  files: Files | undefined,
  trust: BundleTrust,
  payloads: Payloads = new Map(),
  openPayload?: Open,
): Promise<Finding[]> {
  if (!files)
    return [
      { ok: false, vi: 'Tệp không phải là bộ chứng cứ nguyên vẹn.', en: 'The file is not a whole bundle of evidence.' },
    ];
  try {
    return await checkFiles(files, trust, payloads, openPayload);
  } catch {
    // Whatever cannot be read was bent: JSON, certificates, numbers.
    return [{ ok: false, vi: 'Có tệp trong bộ chứng cứ không đọc được.', en: 'A file in the bundle cannot be read.' }];
  }
}

async function checkFiles(
  files: Files,
  trust: BundleTrust,
  payloads: Payloads,
  openPayload?: Open,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const find = (ok: boolean, good: [string, string], bad: [string, string]): void => {
    const [vi, en] = ok ? good : bad;
    findings.push({ ok, vi, en });
  };
  const manifest = read<Manifest>(files, manifestName);
  const listed = Object.keys(manifest.files).toSorted();
  const there = [...files.keys(), ...payloads.keys()]
    .filter((name) => name !== manifestName && name !== manifestSealName)
    .toSorted();
  find(
    canonicalize(manifest) === text(files, manifestName) &&
      manifest.v === 2 &&
      JSON.stringify(listed) === JSON.stringify(there) &&
      there.every((name) => (payloads.get(name) ?? sha256(part(files, name))) === manifest.files[name]),
    [
      `Đủ ${there.length} tệp, đúng mã băm trong danh mục.`,
      `All ${there.length} files are there, as the manifest digests them.`,
    ],
    ['Có tệp thiếu, thừa hoặc bị sửa so với danh mục.', 'A file is missing, too many, or differs from the manifest.'],
  );
  const roots = trust.roots ?? certificatesIn(part(files, 'ca.pem'));
  const stampRoots = trust.stampRoots ?? certificatesIn(part(files, 'tsa-ca.pem'));
  const keys = checkKeys([...files.keys()], (name) => part(files, name), trust.registrarKeys, find);
  const listSeal = files.get(manifestSealName);
  find(
    listSeal !== undefined && (await checkDetached(part(files, manifestName), listSeal, roots)),
    [
      'Danh mục tệp, và qua đó mọi tệp kể cả README, có chữ ký số hợp lệ của nút lập bộ này.',
      'The list of files, and by it every file, README included, is signed by the node that made this bundle.',
    ],
    [
      'Danh mục tệp không có chữ ký số hợp lệ của nút lập bộ này.',
      'The list of files is not signed by the node that made this bundle.',
    ],
  );
  if (!trust.roots && trust.registrarKeys && !keys.rootsHold)
    find(
      false,
      ['', ''],
      [
        'Không nút nào trong danh bạ bảo đảm cho các chứng thư gốc của bộ này.',
        'No node of the directory vouches for the root certificates in the bundle.',
      ],
    );
  if (!trust.roots && !trust.registrarKeys)
    find(
      true,
      [
        'Chứng thư gốc lấy ngay trong bộ này; muốn chắc chắn, hãy kiểm tra lại với --ca và chứng thư tải từ nguồn tin cậy.',
        'The root certificates are those of the bundle itself; to be sure, check again with --ca and certificates from a source that you trust.',
      ],
      ['', ''],
    );

  const envelope = part(files, 'envelope.json');
  const later: Finding[] = [];
  const findLater: Find = (ok, good, bad) => {
    const [vi, en] = ok ? good : bad;
    later.push({ ok, vi, en });
  };
  const receipt = read<{ node?: string; consignmentId?: string; digest?: string; acceptedAt?: string }>(
    files,
    'receipt.json',
  );
  const seals = await checkSeals(files, { roots, stampRoots }, findLater);
  const vouched = checkRecords(files, { manifest, seals, envelope: sha256(envelope) }, findLater);
  if (files.has('voucher.json')) findVoucher(files, { recorded: vouched, keys }, find);
  const signed = await checkDetached(part(files, 'receipt.json'), part(files, 'receipt.p7s'), roots);
  find(
    signed || vouched !== undefined,
    signed
      ? [
          `Giấy biên nhận có chữ ký số hợp lệ, ghi lúc ${receipt.acceptedAt}.`,
          `The receipt is signed by the system; it says ${receipt.acceptedAt}.`,
        ]
      : [
          `Giấy biên nhận do nút khác cấp (${receipt.node}), ghi lúc ${receipt.acceptedAt}; chữ ký của nút đó chưa được kiểm tra ở đây. Nút lập bộ này chứng nhận trong sổ bằng chứng rằng đã nhận đúng giấy ấy. Muốn kiểm tra chữ ký, hãy thêm chứng thư gốc của nút đó vào tệp của --ca.`,
          `The receipt was given by another node (${receipt.node}), which vouches for it; it says ${receipt.acceptedAt}. Its signature is not checked here: the evidence of the node that made this bundle says only that exactly this receipt came. To check it, add the root of that node to the file of --ca.`,
        ],
    [
      'Giấy biên nhận đã bị sửa, hoặc chữ ký số không phải của hệ thống có chứng thư gốc này.',
      'The signature of the receipt is not good.',
    ],
  );
  find(
    receipt.digest === `sha-256=:${Buffer.from(sha256(envelope), 'hex').toString('base64')}:` &&
      receipt.consignmentId === manifest.consignmentId,
    ['Giấy biên nhận đúng là của gói văn bản này.', 'The receipt is of this envelope.'],
    ['Gói văn bản không phải gói đã được biên nhận.', 'The envelope is not the one that the receipt is of.'],
  );
  const came = new Set((read<Envelope>(files, 'envelope.json').files ?? []).map((file) => payloadName(file.sha256)));
  for (const [name, digest] of payloads)
    find(
      came.has(name) && name === payloadName(digest),
      [`Tệp đi kèm còn nguyên: ${digest}.`, `A file that came with the document is whole: ${digest}.`],
      [
        `Tệp “${name}” đã bị sửa, hoặc không đi kèm văn bản này.`,
        `“${name}” was changed, or did not come with this document.`,
      ],
    );
  for (const { name, sha256: digest } of trust.payloads ?? []) {
    const known = (read<Envelope>(files, 'envelope.json').files ?? []).some((file) => file.sha256 === digest);
    find(
      known,
      [`Tệp “${name}” đúng là tệp đi kèm văn bản.`, `The file “${name}” is one that came with the document.`],
      [`Tệp “${name}” không phải tệp đi kèm văn bản này.`, `The file “${name}” did not come with this document.`],
    );
  }

  const packet = files.get(packetName);
  if (packet)
    find(
      await checkPacket(packet, read<Envelope>(files, 'envelope.json'), roots),
      [
        'Bản edXML có chữ ký XML hợp lệ và nói đúng văn bản này.',
        'The edXML form has a good XML signature and says this document.',
      ],
      [
        'Bản edXML đã bị sửa, chữ ký XML không đúng, hoặc bản này là của văn bản khác.',
        'The edXML form was changed, its XML signature is not good, or it is of another document.',
      ],
    );
  if (files.has(xmlPart(0)))
    find(
      await checkParts(
        read<Envelope>(files, 'envelope.json'),
        (name) => (payloads.has(name) && openPayload ? openPayload(name) : once(part(files, name))),
        roots,
      ).catch(() => false),
      [
        'Bản edXML có đủ tệp, ghép từ các phần, có chữ ký XML hợp lệ trên cả văn bản và tệp.',
        'The edXML form with its files, put together from its parts, has a good XML signature over document and files.',
      ],
      [
        'Bản edXML có tệp đã bị sửa, thiếu phần, hoặc chữ ký XML không đúng.',
        'The edXML form with its files was changed, lacks a part, or its XML signature is not good.',
      ],
    );
  const { from } = read<Envelope>(files, 'envelope.json');
  const [directory] = keys.directories;
  const home = directory?.homeOf(from);
  if (home)
    find(
      true,
      [
        `Theo danh bạ số ${directory?.serial}, cơ quan gửi ${from} thuộc nút ${home.node} (${home.nodeId}).`,
        `By the directory ${directory?.serial} the sender ${from} is at home at ${home.node} (${home.nodeId}).`,
      ],
      ['', ''],
    );
  return [...findings, ...later];
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
