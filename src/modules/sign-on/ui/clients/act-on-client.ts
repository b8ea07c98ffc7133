import { redirect } from 'react-router';
import { toSign } from '#platform/access.ts';
import { stepUpHref, type PageApi, type Tried } from '#platform/web/api.ts';
import type { ClientPage } from '../../contract/client-shapes.ts';
import {
  addTester,
  decideProposal,
  putLive,
  removeTester,
  resumeClient,
  rotateSecret,
  setKeys,
  suspendClient,
  withdrawProposal,
} from '../../contract/clients.ts';
import { signOnProblem } from '../../errors.ts';
import { keysOf, type Typed } from './read-form.ts';

/** The page as it stands afterwards, and a secret where one was given. */
type Acted = { client: ClientPage; secret?: string };

/** Carries out the form that was sent: its button's `viec` says which. */
export async function actOnClient(api: PageApi, clientId: string, typed: Typed): Promise<Tried<Acted>> {
  const tried = await act(api, clientId, typed);
  if (!tried.ok && tried.problem.code === 'platform.step-up')
    throw redirect(stepUpHref(`/can-bo/ung-dung/${clientId}`, toSign));
  return tried;
}

async function act(api: PageApi, clientId: string, typed: Typed): Promise<Tried<Acted>> {
  const said = (name: string): string => (typed[name] ?? '').trim();
  const params = { clientId };
  switch (said('viec')) {
    case 'khoa': {
      const keys = keysOf(said('keys'));
      return keys ? api.try(setKeys, { params, body: { keys } }) : refusedKeys(api);
    }
    case 'khoa-bi-mat':
      return api.try(rotateSecret, { params });
    case 'them-nguoi-thu':
      return api.try(addTester, {
        params,
        body: { personalNumber: said('personalNumber'), fullName: said('fullName') },
      });
    case 'bo-nguoi-thu':
      return api.try(removeTester, { params: { clientId, accountId: said('accountId') } });
    case 'chinh-thuc':
      return api.try(putLive, { params });
    case 'rut':
      return api.try(withdrawProposal, { params });
    case 'dong-y':
    case 'khong-dong-y': {
      const reason = said('reason');
      const agrees = said('viec') === 'dong-y';
      const version = Number(said('version')) || 0;
      return api.try(decideProposal, { params, body: { version, agrees, ...(reason ? { reason } : {}) } });
    }
    case 'tam-dung':
      return api.try(suspendClient, { params, body: { reason: said('suspendReason') } });
    default:
      return api.try(resumeClient, { params });
  }
}

function refusedKeys(api: PageApi): Tried<never> {
  const unreadable = {
    path: 'keys',
    code: 'unreadable',
    vi: 'Không đọc được nội dung này. Cần dạng {"keys": […]}.',
    en: 'This cannot be read. It should look like {"keys": […]}.',
  };
  const problem = signOnProblem('keys-incorrect', { fields: [unreadable] });
  return { ok: false, problem: problem.document(api.locale, api.requestId) };
}
