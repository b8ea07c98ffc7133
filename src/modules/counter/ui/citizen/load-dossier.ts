import { isId } from '#platform/id.ts';
import { apiOf, requireCitizen, type PageApi } from '#platform/web/api.ts';
import type { LoaderFunctionArgs } from 'react-router';
import { getMyDossier } from '../../contract.ts';
import type { DossierPage } from '../../shapes.ts';

/** The person's own dossier, or the error page: another person's is not found. */
export async function loadMyDossier({
  context,
  request,
  params,
}: Pick<LoaderFunctionArgs, 'context' | 'request' | 'params'>): Promise<{ api: PageApi; dossier: DossierPage }> {
  const api = apiOf(context);
  requireCitizen(api, request);
  const dossierId = params['dossierId'] ?? '';
  // A mistyped address is a page that is not there, not a faulty request.
  if (!isId(dossierId)) throw new Response(null, { status: 404 });
  const dossier = await api.call(getMyDossier, { params: { dossierId } });
  return { api, dossier };
}
