import { Type } from 'typebox';
import { anyone } from '#platform/access.ts';
import { binary, Instant, operation } from '#platform/operation.ts';
import type { SignatureFailure } from './verify-pdf.ts';

export const downloadCaCertificate = operation({
  id: 'signing.download-ca-certificate',
  method: 'GET',
  path: '/signing/ca.pem',
  summary: 'Tải chứng thư gốc để tự kiểm tra chữ ký số',
  description: 'All root certificates of this installation, newest first, as PEM.',
  access: anyone(),
  answer: binary('application/x-pem-file'),
});

/** Largest document that may be sent for checking: the citizen's copy of a paper, not an archive. */
export const checkedBytes = 10 * 1024 * 1024;

const Report = Type.Object({
  valid: Type.Boolean(),
  failure: Type.Optional(
    Type.Unsafe<SignatureFailure>({
      enum: ['not-signed', 'malformed', 'altered', 'extended', 'untrusted', 'not-valid-then', 'unsupported-algorithm'],
    }),
  ),
  signer: Type.Optional(Type.String({ description: 'The agency named in the certificate.' })),
  name: Type.Optional(Type.String({ description: 'The person who signed, as written in the signature.' })),
  reason: Type.Optional(Type.String()),
  location: Type.Optional(Type.String()),
  at: Type.Optional(Instant('Time of signing.')),
});

export const verifyDocument = operation({
  id: 'signing.verify-document',
  method: 'POST',
  path: '/signing/verify',
  summary: 'Kiểm tra chữ ký số trên văn bản PDF',
  description: 'Says whether a PDF document was signed by an agency of this installation and has not changed since.',
  access: anyone(),
  body: Type.Object({
    pdf: Type.String({
      description: 'The document in base64.',
      contentEncoding: 'base64',
      maxLength: Math.ceil(checkedBytes / 3) * 4,
      pattern: '^[A-Za-z0-9+/]*={0,2}$',
    }),
  }),
  answer: Type.Intersect([
    Report,
    Type.Object({
      issuedHere: Type.Boolean({ description: 'This installation recorded having signed exactly these bytes.' }),
      signatures: Type.Array(Report),
    }),
  ]),
  problems: ['signing.pdf-too-large'],
  limits: { bodyBytes: Math.ceil(checkedBytes / 3) * 4 + 1024, perMinute: 30 },
});
