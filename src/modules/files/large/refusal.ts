import type { ProblemError } from '#platform/problem.ts';
import type { ContentRefusal } from '../content/types.ts';
import { filesProblem } from '../errors.ts';

/** The refusal in the words of the axis: it carries more kinds of files than people send, and its sentence must not ask for photos. */
export function refusalOf(why: ContentRefusal): ProblemError {
  return filesProblem(why === 'type-not-accepted' ? 'axis-type-not-accepted' : why);
}
