import type { Provider } from 'oidc-provider';
import { serve, type Served } from '#platform/operation.ts';
import { decideApproval } from '../approvals/decide-approval.ts';
import { listMyApprovals } from '../approvals/my-approvals.ts';
import type { Capacities } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { Consents } from '../consent/consents.ts';
import * as contract from '../contract/people.ts';
import type { ProviderDeps } from '../deps.ts';
import type { Kept } from '../provider/kept.ts';
import { listMyClients } from './my-clients.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export function peopleRoutes(tools: {
  deps: ProviderDeps;
  clients: ClientBook;
  kept: Kept;
  consents: Consents;
  capacities: Capacities;
  provider: () => Promise<Provider>;
}): Served[] {
  return [
    serve(contract.listMyClients, (_input, ctx) => listMyClients(tools, ctx)),
    serve(contract.withdrawConsent, async ({ params }, ctx) => {
      await withdrawConsent(tools, params.clientId, ctx);
      return {};
    }),
    serve(contract.listMyApprovals, (_input, ctx) => listMyApprovals(tools, ctx)),
    serve(contract.decideApproval, async ({ params, body }, ctx) => {
      await decideApproval(tools, params.approvalId, body.allow, ctx);
      return { allowed: body.allow };
    }),
  ];
}
