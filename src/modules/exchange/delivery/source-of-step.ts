/**
 * Where a step was made, and by whose word it is known here. A node signs what it tells of itself; what it tells of a third one is its own
 * word, which that one has not confirmed.
 */
export function sourceOf(
  { node, actor }: { node: string | null; actor: unknown },
  names: ReadonlyMap<string, string>,
): { node?: string; toldBy?: string } {
  if (node === null) return {};
  const by = (actor as { kind?: string; name?: string } | null)?.name ?? '';
  const teller = by.startsWith('node:') ? by.slice('node:'.length) : node;
  return {
    node: names.get(node) ?? node,
    ...(teller === node ? {} : { toldBy: names.get(teller) ?? teller }),
  };
}
