import { createHash, type KeyObject } from 'node:crypto';
import { newId } from '#platform/id.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { toPem } from './certificates.ts';
import { isProblem } from '#platform/problem.ts';
import { checkDetached } from './check-detached.ts';
import { signDigest } from './cms.ts';
import { createKeyBox } from './key-box.ts';
import { createKeyring, timeAuthority } from './keyring.ts';
import type { Appearance } from './pdf-appearance.ts';
import { addPlaceholder } from './pdf-placeholder.ts';
import { signingRoutes } from './routes.ts';
import { signBytes } from './sign-pdf.ts';
import type { Tables } from './tables.ts';
import { answerStampQuestion } from './time-authority.ts';
import { demoTimeAuthority } from './time-authority-route.ts';
import { checkPdf, type PdfReport } from './verify-pdf.ts';

export {
  checkToken,
  stampNonce,
  stampQuestion,
  TokenRefusal,
  tokenOf,
  type Stamped,
  type TokenFailure,
} from './time-stamp.ts';
export { checkDetached } from './check-detached.ts';
export type { Appearance, Picture } from './pdf-appearance.ts';
export type { SignatureFailure, SignatureReport } from './verify-pdf.ts';

export type SignRequest = {
  /** The agency in whose name the document is signed: its certificate signs. */
  agencyId: string;
  agencyName: string;
  /** The officer who signs, as shown by PDF readers. */
  signerName: string;
  signerPosition: string;
  /** Why, in Vietnamese: "Cấp giấy khai sinh". */
  reason: string;
  /** Place: the commune or province. */
  location: string;
  /** Time of signing; now when absent. */
  at?: Date;
  /** The officer's own certificate signs instead of the agency's. */
  officerId?: string;
  /** What readers show on the page. */
  appearance?: Appearance;
};

export type PdfVerification = PdfReport & {
  /** Set when this installation recorded having signed exactly these bytes. */
  issuedHere?: { agencyId: string; signerName: string; signerPosition: string; at: Date };
};

export interface Signing {
  /**
   * Signs a PDF document (PAdES baseline B-B: ETSI.CAdES.detached, SHA-256, ECDSA P-256) and records the signature.
   * Uses a connection of its own: call it before a transaction is opened where that is possible.
   * @throws signing.not-a-pdf, signing.unsupported-pdf, signing.pdf-too-large, signing.bad-signer, signing.key-unreadable
   */
  signPdf(pdf: Buffer, request: SignRequest): Promise<Buffer>;
  /** Whether `signPdf` could sign these bytes: no password, no packed cross-references. To refuse an upload before anybody works on it. */
  canSign(pdf: Buffer): boolean;
  /** Checks all signatures. Bad bytes give a report, not an error. @throws signing.pdf-too-large */
  verifyPdf(pdf: Buffer): Promise<PdfVerification>;
  /** PEM of all roots of this installation, newest first. */
  caCertificatePem(): Promise<string>;
  /** Gives an agency its next certificate before its time. @returns the new certificate's end, or `undefined` if it has none yet */
  renewCertificate(agencyId: string): Promise<Date | undefined>;
  /**
   * Makes a new root, and with it new certificates from the next signature on (other processes follow within ten minutes).
   * For a lost master key or a root that is no longer trusted to be secret. Documents signed before stay valid.
   */
  renewRoot(): Promise<void>;
  /** Seals bytes in the name of the installation: a detached CMS signature (DER). */
  sealBytes(bytes: Buffer): Promise<Buffer>;
  /** What signs XML: the certificate of an agency, or of the installation where none is named. The key stays in this process. */
  xmlIdentity(agency?: { id: string; name: string }): Promise<{ certificate: Buffer; privateKey: KeyObject }>;
  /** The same of an agency that has a certificate of this installation already; none is made. */
  xmlIdentityIfAny(agencyId: string): Promise<{ certificate: Buffer; privateKey: KeyObject } | undefined>;
  /** Whose certificate (DER) of this installation it is; `undefined` for any other. */
  holderOf(certificate: Buffer): Promise<{ agencyId: string } | { installation: true } | undefined>;
  /** DER of the roots of this installation, newest first. */
  roots(): Promise<Buffer[]>;
  /** Whether the seal was made by this installation over exactly these bytes. */
  checkSeal(bytes: Buffer, seal: Buffer): Promise<boolean>;
  /** Answers a question by RFC 3161 with a time stamp of the node's own clock: for the demo world, where no authority of others is asked. */
  answerStampQuestion(question: Buffer): Promise<Buffer>;
  parts: RoomParts;
}

const installation = 'installation';
const installationName = 'Hệ thống Liên Thông';

export function createSigning(deps: PlatformDeps): Signing {
  const keyring = createKeyring({
    database: deps.database,
    clock: deps.clock,
    keyBox: createKeyBox(deps.config.secrets.masterKey),
  });
  const db = () => deps.database.of<Tables>();

  const door: Omit<Signing, 'parts'> = {
    async signPdf(pdf, request) {
      const identity = request.officerId
        ? await keyring.identityOf(`officer:${request.officerId}`, request.signerName)
        : await keyring.identityOf(`agency:${request.agencyId}`, request.agencyName);
      const at = request.at ?? deps.clock.now();
      const name = request.signerPosition ? `${request.signerName} (${request.signerPosition})` : request.signerName;
      const { reason, location, appearance } = request;
      const signed = await signBytes(pdf, { name, reason, location, at, appearance }, identity);
      await db()
        .insertInto('signing.signature')
        .values({
          id: newId(),
          certificate_id: identity.certificateId,
          agency_id: request.agencyId,
          document_sha256: sha256(signed),
          bytes: signed.length,
          signer_name: request.signerName,
          signer_position: request.signerPosition,
          reason: request.reason,
          at,
        })
        .execute();
      return signed;
    },
    canSign(pdf) {
      try {
        addPlaceholder(pdf, { name: '', reason: '', location: '', at: deps.clock.now() });
        return true;
      } catch (error) {
        if (isProblem(error)) return false;
        throw error;
      }
    },
    async verifyPdf(pdf) {
      const report = await checkPdf(pdf, await keyring.roots());
      const row = await db()
        .selectFrom('signing.signature')
        .select(['agency_id', 'signer_name', 'signer_position', 'at'])
        .where('document_sha256', '=', sha256(pdf))
        .executeTakeFirst();
      if (!row) return report;
      const issuedHere = {
        agencyId: row.agency_id,
        signerName: row.signer_name,
        signerPosition: row.signer_position,
        at: row.at,
      };
      return { ...report, issuedHere };
    },
    async caCertificatePem() {
      return (await keyring.roots()).map(toPem).join('');
    },
    async renewCertificate(agencyId) {
      const holder = `agency:${agencyId}`;
      const subject = await keyring.subjectOf(holder);
      return subject === undefined ? undefined : (await keyring.renew(holder, subject)).validTo;
    },
    renewRoot: () => keyring.renewRoot(),
    async sealBytes(bytes) {
      return signDigest(sha256(bytes), await keyring.identityOf(installation, installationName));
    },
    async xmlIdentity(agency) {
      const { certificate, privateKey } = agency
        ? await keyring.identityOf(`agency:${agency.id}`, agency.name)
        : await keyring.identityOf(installation, installationName);
      return { certificate, privateKey };
    },
    async xmlIdentityIfAny(agencyId) {
      const holder = `agency:${agencyId}`;
      const subject = await keyring.subjectOf(holder);
      if (subject === undefined) return undefined;
      const { certificate, privateKey } = await keyring.identityOf(holder, subject);
      return { certificate, privateKey };
    },
    async holderOf(certificate) {
      const row = await db()
        .selectFrom('signing.certificate')
        .select('holder')
        .where('certificate', '=', certificate)
        .executeTakeFirst();
      if (row?.holder === installation) return { installation: true };
      return row?.holder.startsWith('agency:') ? { agencyId: row.holder.slice('agency:'.length) } : undefined;
    },
    roots: () => keyring.roots(),
    async checkSeal(bytes, seal) {
      return checkDetached(bytes, seal, await keyring.roots());
    },
    async answerStampQuestion(question) {
      const identity = await keyring.identityOf(timeAuthority, 'Dấu thời gian thử nghiệm Liên Thông');
      return answerStampQuestion(question, identity, deps.clock.now());
    },
  };
  const protocols = deps.config.world === 'demo' ? [demoTimeAuthority(door)] : [];
  return { ...door, parts: { name: 'signing', served: signingRoutes(door), protocols } };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
