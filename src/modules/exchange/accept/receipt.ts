import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Envelope } from '../contract.ts';

export interface Receipt {
  /** JSON in canonical form (RFC 8785): exactly the bytes under the seal. */
  statement: string;
  /** Detached CMS, DER in base64. */
  seal: string;
}

/** The envelope in canonical form and its SHA-256: the same envelope has one form, however its keys were ordered. */
export function digestOf(envelope: Envelope): { canonical: string; digest: Buffer } {
  const canonical = canonicalize(envelope) ?? '';
  return { canonical, digest: createHash('sha256').update(canonical).digest() };
}

/**
 * What the node signs when it has taken a consignment over. A sender who keeps envelope and receipt proves, without the node, that
 * exactly this was handed over: `openssl cms -verify -binary -inform DER -in seal.der -content statement.json -CAfile ca.pem -purpose any`.
 */
export async function issueReceipt(
  signing: { sealBytes(bytes: Buffer): Promise<Buffer> },
  said: {
    node: string;
    consignmentId: string;
    senderKey: string;
    from: string;
    digest: Buffer;
    recipients: number;
    acceptedAt: Date;
  },
): Promise<Receipt> {
  const statement =
    canonicalize({
      node: said.node,
      consignmentId: said.consignmentId,
      senderKey: said.senderKey,
      from: said.from,
      digest: `sha-256=:${said.digest.toString('base64')}:`,
      recipients: said.recipients,
      acceptedAt: said.acceptedAt.toISOString(),
    }) ?? '';
  return { statement, seal: (await signing.sealBytes(Buffer.from(statement))).toString('base64') };
}
