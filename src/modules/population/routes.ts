import { serve, type Served } from '#platform/operation.ts';
import { readPersonOperation } from './contract.ts';
import { populationProblem } from './errors.ts';
import type { Population } from './index.ts';

export function routes(population: Pick<Population, 'findByNumber'>): Served[] {
  return [
    serve(readPersonOperation, async ({ body }, { actor }) => {
      const { personalId, fullName, ...reason } = body;
      const person = await population.findByNumber(personalId, { ...reason, actor }, { fullName });
      if (!person) throw populationProblem('person-not-found');
      return person;
    }),
  ];
}
