import { getFile, getLimits } from '#modules/files/contract.ts';
import type { SentFile } from '#modules/files/ui/parts/large-files.tsx';
import type { PageApi } from '#platform/web/api.ts';

/** What a page shows of files that came already; one that is gone is left out. */
export async function sentFiles(api: PageApi, ids: readonly string[]): Promise<SentFile[]> {
  const tried = await Promise.all(ids.map((fileId) => api.try(getFile, { params: { fileId } })));
  return tried.flatMap((one) =>
    one.ok ? [{ id: one.answer.id, name: one.answer.name, bytes: one.answer.bytes }] : [],
  );
}

export async function limitsOf(api: PageApi): Promise<{ large: number; small: number }> {
  const { axis, people } = await api.call(getLimits);
  return { large: axis.bytes, small: people.bytes };
}
