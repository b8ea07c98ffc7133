import { redirect, type LoaderFunctionArgs } from 'react-router';
import { isId } from '#platform/id.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { findSent } from '../contract.ts';

/** From a document of the agency's register to its way on the axis: the register knows no ids of the axis. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { documentId = '' } = params;
  if (!isId(documentId)) throw new Response(null, { status: 404 });
  const { consignmentId } = await api.call(findSent, { query: { key: `document:${documentId}` } });
  throw redirect(`/can-bo/truc/van-ban/${consignmentId}`, 302);
}

/** Never seen: the loader always leads on. */
export default function OfDocumentPage() {
  return null;
}
