import { createHash, generateKeyPairSync } from 'node:crypto';
import type pg from 'pg';
import { newId } from '#platform/id.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import { demoAgencies } from '#seeds/demo/index.ts';

/** What the process of the load needs to know: plain values, they go by message. */
export interface Sender {
  url: string;
  systemId: string;
  keyId: string;
  /** PEM. */
  privateKey: string;
  publicKey: string;
  from: string;
  to: string[];
  files: { fileId: string; bytes: number; sha256: string }[];
}

const code2020 = (agency: (typeof demoAgencies)[number]): string =>
  agency.codes.findLast(({ form }) => form === '2020')?.code ?? '';

/** A system of a ward with one key, entered as its registration would leave it; and recipients whose own systems fetch what arrives. */
export async function enterSender(client: pg.Client, url: string): Promise<Omit<Sender, 'files'>> {
  const standing = demoAgencies.filter(({ validTo }) => validTo === null);
  const [from, ...others] = standing;
  if (!from) throw new Error('The demo world has no agencies');
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const [systemId, keyId] = [newId(), newId()];
  await client.query(
    `insert into systems.system (id, agency_id, name, contact_name, contact_email, rights, state, registered_at, changed_at)
     values ($1, $2, 'Hệ thống quản lý văn bản', 'Văn thư', 'van-thu@example.gov.vn', '{exchange.send,exchange.receive}', 'active', now(), now())`,
    [systemId, from.id],
  );
  await client.query(
    `insert into systems.key (id, system_id, label, public_key, thumbprint, added_at) values ($1, $2, 'bench', $3, $4, now())`,
    [keyId, systemId, der, createHash('sha256').update(der).digest()],
  );
  for (const { id } of others)
    await client.query(
      `insert into exchange.mailbox (agency_id, mode, set_at, set_by) values ($1, 'pull', now(), '{"kind":"system"}') on conflict do nothing`,
      [id],
    );
  return {
    url: `${url}/api/exchange/consignments`,
    systemId,
    keyId: `sys:${keyId}`,
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    from: code2020(from),
    to: others.map(code2020).filter(Boolean).slice(0, 8),
  };
}

/** Some 2 KB of envelope for one recipient, with one file by its digest. */
export function envelopeOf(sender: Sender, index: number): Envelope {
  const file = sender.files[index % sender.files.length];
  const number = String(1 + (index % 9000));
  return {
    kind: 'new',
    from: sender.from,
    to: [sender.to[index % sender.to.length] ?? ''],
    document: {
      documentId: `${sender.from},2026/11/23,${number}/UBND-VP`,
      number,
      notation: 'UBND-VP',
      issuedOn: '2026-11-23',
      place: 'Hà Nội',
      type: { group: 2, code: 18, name: 'Công văn' },
      subject:
        'Về việc phối hợp rà soát, đối chiếu, cập nhật thông tin hộ tịch của công dân và trả lời kết quả trước kỳ họp giao ban tháng. '.repeat(
          6,
        ),
      signer: { competence: 'TM.', position: 'Chủ tịch Ủy ban nhân dân', name: 'Nguyễn Văn Hoàng' },
      dueOn: '2026-12-15',
    },
    files: file ? [{ ...file, name: 'cong-van.pdf', mediaType: 'application/pdf' }] : [],
    priority: index % 3,
    respondsTo: Array.from(
      { length: 8 },
      (_one, at) => `000.00.00.G22,2026/10/${String(at + 10)},${number}${at}/VPCP-KSTT`,
    ),
  };
}
