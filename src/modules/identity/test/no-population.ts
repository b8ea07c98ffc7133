import type { PopulationDoor } from '../deps.ts';

/** A register that knows nobody, for tests that do not ask it. */
export const noPopulation: PopulationDoor = {
  compare: async () => ({ found: false, differs: [] }),
  findByNumber: async () => undefined,
  getPerson: async () => {
    throw new Error('Nobody is in this register');
  },
};
