import type { TestContext } from 'node:test';

/** The steps of one story: each is a test of its own, and none is tried once one before it has failed. */
export function stepsOf(t: TestContext): (name: string, work: () => Promise<void>) => Promise<void> {
  return async (name, work) => {
    let failure: unknown;
    await t.test(name, async () => {
      try {
        await work();
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (failure !== undefined) throw new Error(`The story ended at “${name}”`);
  };
}
