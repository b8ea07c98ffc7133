import { Type } from 'typebox';
import { officerOrProgram } from '#platform/access.ts';
import { binary, Id, operation } from '#platform/operation.ts';

export const downloadBundle = operation({
  id: 'exchange.download-bundle',
  method: 'GET',
  path: '/exchange/consignments/:consignmentId/bundle',
  summary: 'Tải bộ chứng cứ của một văn bản, kiểm tra được mà không cần hệ thống',
  description:
    'A zip for both sides: envelope, receipt with its signature, the records of evidence with proofs, seals with time stamps, certificates, and how to check them. `lienthong verify` checks all of it offline.',
  access: officerOrProgram(),
  params: Type.Object({ consignmentId: Id() }),
  query: Type.Object({
    payloads: Type.Optional(
      Type.String({ enum: ['yes'], description: 'With the files that came with the document, streamed.' }),
    ),
  }),
  answer: binary('application/zip'),
  problems: ['exchange.not-found'],
  limits: { perMinute: 60 },
});
