import { useSpoken } from '../text/words.ts';

/** For pages that update by themselves: what to do where JavaScript is off. */
export function NoScriptNote({ children }: { children?: string }) {
  const say = useSpoken();
  return (
    <noscript>
      <div className="lt-notice lt-notice--info">
        <p className="lt-notice__body">{children ?? say('noScript')}</p>
      </div>
    </noscript>
  );
}
