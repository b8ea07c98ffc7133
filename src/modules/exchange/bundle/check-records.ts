import { createHash, createPublicKey, verify } from 'node:crypto';
import { checkProof } from '#modules/evidence/index.ts';
import { jwkOf, keyIdOf } from '#modules/nodes/index.ts';
import { VOUCHER_KIND } from '../peers/voucher.ts';
import { part, read, text, type Files, type Find } from './bundle-files.ts';
import type { CheckedKeys } from './bundle-keys.ts';
import { recordName, sealName, type Manifest, type ProofFile } from './bundle-names.ts';
import type { Seal } from './check-seals.ts';

/** Of these records the receipt of another node is a part. */
const CAME = new Set(['exchange.consignment-received', 'exchange.sent-followed']);

/** What the record says that the node of origin signed. */
interface Vouched {
  keyId: string;
  signature: string;
}

/** The node of origin's word: signed by the key in the bundle, which is the one that the sealed record names, about just this receipt. */
export function findVoucher(
  files: Files,
  { recorded, keys }: { recorded: Vouched | undefined; keys: CheckedKeys },
  find: Find,
): void {
  const statement = part(files, 'voucher.json');
  const signature = part(files, 'voucher.sig');
  const key = createPublicKey(part(files, 'voucher-key.pem'));
  const said = read<{ kind?: string; node?: string; receipt?: string; at?: string }>(files, 'voucher.json');
  // Where there are directories, one of them has to name the key; a node that was alone when it made the bundle had none.
  const known = keys.directories.length > 0;
  const keyId = keyIdOf(said.node ?? '', jwkOf(key));
  find(
    said.kind === VOUCHER_KIND &&
      said.receipt === `sha-256=:${createHash('sha256').update(part(files, 'receipt.json')).digest('base64')}:` &&
      verify('sha256', statement, key, signature) &&
      recorded?.keyId === keyId &&
      (!known || keys.names(said.node ?? '', key, new Date(said.at ?? ''))) &&
      recorded.signature === signature.toString('base64'),
    [
      `Nút đã cấp biên nhận (${said.node}) bảo đảm cho biên nhận này bằng khóa ${keyId}${known ? ', có trong danh bạ các nút' : '. Xin so khóa với danh bạ các nút'}.`,
      `The node that gave the receipt (${said.node}) vouches for it under the key ${keyId}${known ? ', which the directory of nodes names' : '. Compare the key with the directory of nodes'}.`,
    ],
    [
      'Lời bảo đảm của nút đã cấp biên nhận đã bị sửa, hoặc là của biên nhận khác.',
      'The voucher of the node that gave the receipt was changed, or is of another receipt.',
    ],
  );
}

/** Each record lies under its seal. @returns what the record of coming here says that the node of origin signed */
export function checkRecords(
  files: Files,
  given: { manifest: Manifest; seals: ReadonlyMap<number, Seal>; envelope: string },
  find: Find,
): Vouched | undefined {
  const receipt = text(files, 'receipt.json');
  let vouched: Vouched | undefined;
  const count = [...files.keys()].filter((name) => /^evidence\/\d{4,}\.json$/.test(name)).length;
  let unstamped = 0;
  for (let place = 1; place <= count; place += 1) {
    const line = part(files, `${recordName(place)}.json`);
    const record = JSON.parse(line.toString()) as { kind: string; subject: string; at: string; data: string };
    const proof = read<ProofFile>(files, `${recordName(place)}.proof.json`);
    const seal = given.seals.get(proof.seal);
    const data = JSON.parse(record.data) as { digest?: string; receipt?: string; voucher?: Vouched };
    const fits = record.kind !== 'exchange.consignment-accepted' || data.digest === given.envelope;
    const stands =
      record.subject === `consignment:${given.manifest.consignmentId}` &&
      fits &&
      seal !== undefined &&
      seal.leaves === proof.leaves &&
      checkProof(line, proof, seal.root);
    // What another node's receipt rests on here: that this node has recorded to have received it with this envelope.
    if (stands && CAME.has(record.kind) && data.receipt === receipt && data.digest === given.envelope)
      vouched ??= data.voucher ?? { keyId: '', signature: '' };
    find(
      stands,
      [
        `Sổ bằng chứng ghi “${record.kind}” lúc ${record.at}, nằm dưới dấu niêm phong số ${proof.seal}.`,
        `The evidence says “${record.kind}” at ${record.at}, under seal ${proof.seal}.`,
      ],
      [`Dòng bằng chứng số ${place} không nằm dưới dấu niêm phong của nó.`, `Record ${place} is not under its seal.`],
    );
    let number = proof.seal;
    while (given.seals.has(number) && !files.has(`${sealName(number)}.tst`)) number += 1;
    if (!given.seals.has(number)) unstamped += 1;
  }
  const { unsealed } = given.manifest;
  if (unsealed + unstamped > 0)
    find(
      true,
      [
        `Khi lập bộ này, ${unsealed} dòng chưa được niêm phong và ${unstamped} dòng chưa có dấu thời gian: xin tải lại sau ít phút.`,
        `When the bundle was made, ${unsealed} records had no seal and ${unstamped} no time stamp yet: download it again in some minutes.`,
      ],
      ['', ''],
    );
  return vouched;
}
