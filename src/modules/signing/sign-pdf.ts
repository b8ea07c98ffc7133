import { createHash } from 'node:crypto';
import { Signer, SignPdf, SignPdfError } from '@signpdf/signpdf';
import { hasControlChars } from '#platform/text.ts';
import { signDigest, type SigningIdentity } from './cms.ts';
import { signingProblem } from './errors.ts';
import { addPlaceholder, type SignatureText } from './pdf-placeholder.ts';

/** A document that is signed or checked has at most 32 MiB: signing holds about five copies of it for a moment. */
export const maxPdfBytes = 32 * 1024 * 1024;

/** Signs the bytes that @signpdf lays before it with our own CAdES structure. */
class CadesSigner extends Signer {
  readonly #identity: SigningIdentity;
  constructor(identity: SigningIdentity) {
    super();
    this.#identity = identity;
  }

  override sign(bytes: Buffer): Promise<Buffer> {
    return signDigest(createHash('sha256').update(bytes).digest(), this.#identity);
  }
}

/**
 * Signs a PDF document as PAdES baseline B-B (ETSI EN 319 142-1): ETSI.CAdES.detached, SHA-256, ECDSA P-256.
 * @throws signing.not-a-pdf, signing.unsupported-pdf, signing.pdf-too-large, signing.bad-signer
 */
export async function signBytes(pdf: Buffer, text: SignatureText, identity: SigningIdentity): Promise<Buffer> {
  checkSize(pdf);
  for (const value of [text.name, text.reason, text.location]) {
    if (value.length > 300 || hasControlChars(value)) throw signingProblem('bad-signer');
  }
  if (text.name.trim() === '') throw signingProblem('bad-signer');
  const prepared = addPlaceholder(pdf, text);
  try {
    return await new SignPdf().sign(prepared, new CadesSigner(identity));
  } catch (cause) {
    // For instance a document that carries an unfilled placeholder of another program.
    if (cause instanceof SignPdfError) throw signingProblem('unsupported-pdf', { cause });
    throw cause;
  }
}

export function checkSize(pdf: Buffer): void {
  if (pdf.length > maxPdfBytes) throw signingProblem('pdf-too-large', { params: { limit: maxPdfBytes / 1024 / 1024 } });
}
