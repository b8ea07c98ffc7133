import { listProcedures } from '#modules/procedures/contract.ts';
import type { PageApi } from '#platform/web/api.ts';

/** Procedures that can be filed here, by code, in the reader's language. */
export async function procedureNames(api: PageApi): Promise<Record<string, string>> {
  const { procedures } = await api.call(listProcedures, { query: {} });
  return Object.fromEntries(
    procedures.filter((one) => one.fileable).map((one) => [one.code, one.name[api.locale]] as const),
  );
}
