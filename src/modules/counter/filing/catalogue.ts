import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { FormDefinition } from '#modules/forms/index.ts';
import { vnDate } from '#platform/time.ts';
import { isProblem } from '#platform/problem.ts';
import type { CounterDeps } from '../deps.ts';
import { counterProblem } from '../errors.ts';

export type FileableVersion = ProcedureVersion & { form: FormDefinition };

/** Procedures as the counter asks for them: fileable, or refused in its own words. */
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
  return {
    async current(code) {
      const found = await procedures.getProcedure(code).catch((error: unknown) => {
        if (isProblem(error) && error.status === 404) throw counterProblem('unknown-procedure', { params: { code } });
        throw error;
      });
      if (!found.fileable || !found.form) throw counterProblem('unknown-procedure', { params: { code } });
      return { ...found, form: found.form };
    },
    version: (id) => procedures.getVersion(id),
    async fileable(id) {
      const found = await procedures.getVersion(id);
      if (!found.form) throw counterProblem('unknown-procedure', { params: { code: found.code } });
      return { ...found, form: found.form };
    },
    today: () => vnDate(deps.clock.now()),
  };
}
