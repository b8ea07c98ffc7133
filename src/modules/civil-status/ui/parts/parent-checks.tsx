import { say } from '#platform/web/words.ts';
import { Notice, useLocale } from '#ui/index.ts';
import { words } from '../words.ts';

type Check = { role: 'mother' | 'father'; found: boolean; differs: readonly string[] };

/** What the population register says of the parents' numbers: yes or no, never the record itself. */
export function ParentChecks({ parents }: { parents: readonly Check[] }) {
  const t = words(useLocale());
  const names: Record<string, string> = { fullName: t.differsName, birthDate: t.differsDate, sex: t.differsSex };
  return parents.map((check) => {
    const who = t[check.role];
    if (!check.found) return <Notice key={check.role} tone="warning" title={say(t.notFound, { who })} />;
    if (check.differs.length === 0) return <Notice key={check.role} tone="ok" title={say(t.matches, { who })} />;
    const what = check.differs.map((one) => names[one] ?? one).join(', ');
    return <Notice key={check.role} tone="warning" title={say(t.differs, { who, what })} />;
  });
}
