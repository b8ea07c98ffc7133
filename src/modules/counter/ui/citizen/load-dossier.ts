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
  const dossier = await api.call(getMyDossier, { params: { dossierId: params['dossierId'] ?? '' } });
  return { api, dossier };
}
