import { serve, type Served } from '#platform/operation.ts';
import * as contract from '../contract/consent.ts';
import { decide } from './decide.ts';
import { readSignOut } from './read-sign-out.ts';
import { readQuestion } from './read-question.ts';

export function consentRoutes(tools: Parameters<typeof readQuestion>[0]): Served[] {
  return [
    serve(contract.readConsentQuestion, ({ body }, ctx) => readQuestion(tools, body.ticket, ctx)),
    serve(contract.readSignOutQuestion, ({ body }, ctx) => readSignOut(tools, body.ticket, ctx)),
    serve(contract.decideConsent, async ({ body }, ctx) => decide(tools, body, ctx)),
  ];
}
