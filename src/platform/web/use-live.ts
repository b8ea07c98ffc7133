import { useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';

/**
 * Asks the page's loader again whenever one of the topics ('room.what:key') changes, at most once per 400 ms and
 * never two at a time. Answers whether the stream is connected. Only for hydrated pages; others reload.
 */
export function useLive(...topics: string[]): boolean {
  const { revalidate } = useRevalidator();
  const [connected, setConnected] = useState(false);
  const key = topics.join(' ');
  useEffect(() => {
    const query = new URLSearchParams(key.split(' ').map((topic) => ['topic', topic]));
    const source = new EventSource(`/api/live?${query}`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = false;
    const askAgain = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void revalidate();
      }, 400);
    };
    source.addEventListener('change', askAgain);
    source.addEventListener('open', () => {
      setConnected(true);
      // Something may have changed while the stream was away.
      if (before) askAgain();
      before = true;
    });
    source.addEventListener('error', () => setConnected(false));
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [key, revalidate]);
  return connected;
}
