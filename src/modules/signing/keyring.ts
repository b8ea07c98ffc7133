import { randomBytes } from 'node:crypto';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { issueAuthority, issueCertificate, openPrivateKey, validity, type Issuer } from './certificates.ts';
import type { SigningIdentity } from './cms.ts';
import type { KeyBox } from './key-box.ts';
import type { Tables } from './tables.ts';

export type Identity = SigningIdentity & { certificateId: string; subject: string; validTo: Date };

/**
 * The keys of this installation. Everything is made on first use. Several processes may come at the same moment: each makes
 * its own, one row wins by its unique number, and all go on with the row that won.
 */
export type Keyring = {
  /** The current signing identity of a holder; a new certificate when it has none, a renamed one, or one that ends soon. */
  identityOf(holder: string, subject: string): Promise<Identity>;
  /** Makes the next certificate of a holder before its time. */
  renew(holder: string, subject: string): Promise<Identity>;
  subjectOf(holder: string): Promise<string | undefined>;
  /** Makes the next root without opening the present one; certificates under it follow with the next signatures. */
  renewRoot(): Promise<void>;
  /** DER of all roots of this installation, newest first; makes the first one. */
  roots(): Promise<Buffer[]>;
};

type Kept = { identity: Promise<Identity>; readAt: number };

/** The holder whose certificate is for time stamps and nothing else. */
export const timeAuthority = 'time-authority';

const dayMs = 86_400_000;
/** How soon a process learns that another one renewed a certificate; the older one stays valid meanwhile. */
const rereadMs = 10 * 60_000;
/** More than all communes of the country; an entry takes about 4 KB. */
const maxKept = 5_000;

export function createKeyring(deps: { database: Database; clock: Clock; keyBox: KeyBox }): Keyring {
  const { clock, keyBox } = deps;
  // Asked for at each use: a room is built before there is a database.
  const db = () => deps.database.of<Tables>();
  const kept = new Map<string, Kept>();

  const latestAuthority = () =>
    db().selectFrom('signing.authority').selectAll().orderBy('generation', 'desc').limit(1).executeTakeFirst();

  async function addAuthority(generation: number): Promise<void> {
    const subject = `Liên Thông, chứng thư gốc ${randomBytes(4).toString('hex')}`;
    const issued = await issueAuthority(subject, clock.now());
    const id = newId();
    await db()
      .insertInto('signing.authority')
      .values({
        id,
        generation,
        subject,
        certificate: issued.certificate,
        private_key: keyBox.close(id, issued.privateKey),
        valid_from: issued.validFrom,
        valid_to: issued.validTo,
      })
      .onConflict((conflict) => conflict.column('generation').doNothing())
      .execute();
  }

  /** The root in use. Its key stays closed until a certificate is issued. */
  async function authority() {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const latest = await latestAuthority();
      // A root that ends before a certificate would is followed by a new one; the old root stays trusted.
      const endsSoon = latest && latest.valid_to.getTime() - clock.now().getTime() < validity.certificateDays * dayMs;
      if (latest && !endsSoon) return latest;
      await addAuthority((latest?.generation ?? 0) + 1);
    }
    throw new Error('The root certificate could not be made.');
  }

  const latestCertificate = (holder: string) =>
    db()
      .selectFrom('signing.certificate as c')
      .innerJoin('signing.authority as a', 'a.id', 'c.authority_id')
      .select([
        'c.id',
        'c.sequence',
        'c.subject',
        'c.certificate',
        'c.private_key',
        'c.valid_to',
        'c.authority_id',
        'a.certificate as root',
      ])
      .where('c.holder', '=', holder)
      .orderBy('c.sequence', 'desc')
      .limit(1)
      .executeTakeFirst();

  async function addCertificate(holder: string, subject: string, sequence: number): Promise<void> {
    const root = await authority();
    const issuer: Issuer = { certificate: root.certificate, privateKey: keyBox.open(root.id, root.private_key) };
    const purpose = holder === timeAuthority ? 'time-stamps' : 'documents';
    const issued = await issueCertificate(issuer, subject, clock.now(), purpose);
    const id = newId();
    await db()
      .insertInto('signing.certificate')
      .values({
        id,
        holder,
        sequence,
        authority_id: root.id,
        serial_number: issued.serialNumber,
        subject,
        certificate: issued.certificate,
        private_key: keyBox.close(id, issued.privateKey),
        valid_from: issued.validFrom,
        valid_to: issued.validTo,
      })
      .onConflict((conflict) => conflict.columns(['holder', 'sequence']).doNothing())
      .execute();
  }

  async function read(holder: string, subject: string): Promise<Identity> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const row = await latestCertificate(holder);
      const root = await authority();
      // With a new root, every holder gets a certificate under it.
      if (row && row.subject === subject && row.authority_id === root.id && !endsSoon(row.valid_to)) {
        return {
          certificateId: row.id,
          subject: row.subject,
          validTo: row.valid_to,
          certificate: row.certificate,
          issuer: row.root,
          privateKey: openPrivateKey(keyBox.open(row.id, row.private_key)),
        };
      }
      await addCertificate(holder, subject, (row?.sequence ?? 0) + 1);
    }
    throw new Error(`The certificate of ${holder} could not be made.`);
  }

  const allRoots = () =>
    db().selectFrom('signing.authority').select('certificate').orderBy('generation', 'desc').execute();

  const endsSoon = (validTo: Date) => validTo.getTime() - clock.now().getTime() < validity.renewBeforeDays * dayMs;

  async function identityOf(holder: string, subject: string): Promise<Identity> {
    const now = clock.now().getTime();
    const known = kept.get(holder);
    if (known && Math.abs(now - known.readAt) < rereadMs) {
      const identity = await known.identity;
      if (identity.subject === subject && !endsSoon(identity.validTo)) return identity;
    }
    const identity = read(holder, subject);
    kept.delete(holder);
    kept.set(holder, { identity, readAt: now });
    const oldest = kept.keys().next().value;
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    // A failure is not kept: the next signature tries again.
    identity.catch(() => kept.delete(holder));
    return identity;
  }

  return {
    identityOf,
    async renew(holder, subject) {
      const row = await latestCertificate(holder);
      await addCertificate(holder, subject, (row?.sequence ?? 0) + 1);
      kept.delete(holder);
      return identityOf(holder, subject);
    },
    subjectOf: async (holder) => (await latestCertificate(holder))?.subject,
    async renewRoot() {
      await addAuthority(((await latestAuthority())?.generation ?? 0) + 1);
      kept.clear();
    },
    async roots() {
      const rows = await allRoots();
      if (rows.length > 0) return rows.map((row) => row.certificate);
      await authority();
      return (await allRoots()).map((row) => row.certificate);
    },
  };
}
