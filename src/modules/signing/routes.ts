import { serve, type Served } from '#platform/operation.ts';
import { downloadCaCertificate, verifyDocument } from './contract.ts';
import type { PdfVerification, Signing } from './index.ts';
import type { SignatureReport } from './verify-pdf.ts';

export function signingRoutes(signing: Omit<Signing, 'parts'>): Served[] {
  return [
    serve(downloadCaCertificate, async () => ({
      bytes: Buffer.from(await signing.caCertificatePem()),
      type: 'application/x-pem-file',
      name: 'lien-thong-chung-thu-goc.pem',
    })),
    serve(verifyDocument, async ({ body }) => onWire(await signing.verifyPdf(Buffer.from(body.pdf, 'base64')))),
  ];
}

function onWire(verification: PdfVerification) {
  return {
    ...reportOnWire(verification),
    issuedHere: verification.issuedHere !== undefined,
    signatures: verification.signatures.map(reportOnWire),
  };
}

function reportOnWire({ valid, failure, signer, name, reason, location, at }: SignatureReport) {
  return { valid, failure, signer, name, reason, location, at: at?.toISOString() };
}
