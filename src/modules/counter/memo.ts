/**
 * Remembers answers for a short while, so that a burst of the same question costs one query. A failure is not remembered;
 * those who ask at the same moment share one call.
 */
export function remember<Key extends string[], Value>(
  options: { forMs: number; most: number; now?: () => number },
  load: (...key: Key) => Promise<Value>,
): (...key: Key) => Promise<Value> {
  const now = options.now ?? (() => performance.now());
  const known = new Map<string, { value: Promise<Value>; until: number }>();
  return (...parts) => {
    const key = parts.join('\n');
    const found = known.get(key);
    if (found && found.until > now()) return found.value;
    known.delete(key);
    if (known.size >= options.most) {
      const oldest = known.keys().next().value;
      if (oldest !== undefined) known.delete(oldest);
    }
    const value = load(...parts);
    known.set(key, { value, until: now() + options.forMs });
    value.catch(() => known.delete(key));
    return value;
  };
}
