import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { FormDefinition } from '#modules/forms/index.ts';
import { vnDate } from '#platform/time.ts';
import { isProblem } from '#platform/problem.ts';
import type { CounterDeps } from './deps.ts';
import { counterProblem } from './errors.ts';
import { remember } from './memo.ts';

export type FileableVersion = ProcedureVersion & { form: FormDefinition };

/** The slow-changing things that many requests ask for, remembered for a short while. */
export interface Catalogue {
  /** The version that is in force now. Throws `counter.unknown-procedure`. */
  current(procedureCode: string): Promise<FileableVersion>;
  /** A pinned version: it never changes. */
  version(versionId: string): Promise<ProcedureVersion>;
  fileable(versionId: string): Promise<FileableVersion>;
  today(): string;
}

export function createCatalogue(deps: CounterDeps): Catalogue {
  const { procedures } = deps;
  const version = remember({ forMs: 3_600_000, most: 500 }, (id: string) => procedures.getVersion(id));
  const current = remember({ forMs: 2000, most: 200 }, (code: string) => procedures.getProcedure(code));
  return {
    async current(code) {
      const found = await current(code).catch((error: unknown) => {
        if (isProblem(error) && error.status === 404) throw counterProblem('unknown-procedure', { params: { code } });
        throw error;
      });
      if (!found.fileable || !found.form) throw counterProblem('unknown-procedure', { params: { code } });
      return { ...found, form: found.form };
    },
    version,
    async fileable(id) {
      const found = await version(id);
      if (!found.form) throw counterProblem('unknown-procedure', { params: { code: found.code } });
      return { ...found, form: found.form };
    },
    today: () => vnDate(deps.clock.now()),
  };
}
