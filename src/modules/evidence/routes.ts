import { serve, type Served } from '#platform/operation.ts';
import { listSeals, verifyEvidence, viewHistory } from './contract.ts';
import type { Evidence } from './index.ts';

export function evidenceRoutes(evidence: Pick<Evidence, 'verify' | 'viewHistory' | 'sealsAfter'>): Served[] {
  return [
    serve(viewHistory, ({ body }, context) => evidence.viewHistory(body, context)),
    serve(verifyEvidence, () => evidence.verify()),
    serve(listSeals, ({ query }) => evidence.sealsAfter(query.after ?? 0)),
  ];
}
