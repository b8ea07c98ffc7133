import { useEffect, useRef, useState } from 'react';

/** The ids that were not in the list when the page was opened, or first seen with another filter. */
export function useNewRows(ids: readonly string[], list: string): ReadonlySet<string> {
  const seen = useRef<{ list: string; ids: Set<string> }>({ list, ids: new Set(ids) });
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const key = ids.join(' ');
  useEffect(() => {
    const current = key === '' ? [] : key.split(' ');
    if (seen.current.list !== list) {
      seen.current = { list, ids: new Set(current) };
      setFresh(new Set());
      return;
    }
    const arrived = current.filter((id) => !seen.current.ids.has(id));
    if (arrived.length === 0) return;
    for (const id of arrived) seen.current.ids.add(id);
    setFresh((before) => new Set([...before, ...arrived]));
  }, [key, list]);
  return fresh;
}
