import { serve, type Served } from '#platform/operation.ts';
import { verifyEvidence, viewHistory } from './contract.ts';
import type { Evidence } from './index.ts';

export function evidenceRoutes(evidence: Pick<Evidence, 'verify' | 'viewHistory'>): Served[] {
  return [
    serve(viewHistory, ({ query }, context) => evidence.viewHistory(query, context)),
    serve(verifyEvidence, () => evidence.verify()),
  ];
}
