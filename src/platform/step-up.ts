import type { AssuranceLevel, Demand } from './access.ts';
import { platformProblem, type ProblemError } from './problem.ts';

/** The name of an assurance level in `acr` and `acr_values`, as the national portal writes it. */
export const acrOf = (level: AssuranceLevel): string => `LoA${level}`;

/**
 * The refusal of an act that wants more, or fresher, proof of who this is. Says so in the header of RFC 9470, for programs, and in a
 * sentence, for people; pages lead to where the proof is given and back.
 */
export function stepUp(demand: Demand): ProblemError {
  const maxAge = demand.maxAgeMinutes === undefined ? '' : `, max_age="${demand.maxAgeMinutes * 60}"`;
  return platformProblem('step-up', {
    params: { level: demand.level },
    headers: {
      'www-authenticate': `Bearer error="insufficient_user_authentication", error_description="A stronger or more recent proof of identity is needed", acr_values="${acrOf(demand.level)}"${maxAge}`,
    },
  });
}
