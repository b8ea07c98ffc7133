// Read in before everything else by a process of tests (run-tests.mjs).
// node:test follows every promise, timer and socket of the process back to the test that made it. That costs a quarter of the processor where
// much is awaited (ten thousand guesses at a password: 15.9 s with it, 12.3 s without). It is needed while tests are declared, to know which
// belongs to which; afterwards it only says in whose name an error is told that nobody awaited. Such an error ends the process here.
import { createRequire } from 'node:module';

const hooks = createRequire(import.meta.url)('node:async_hooks');
const { createHook } = hooks;

/** Of node:test: the first that is made. */
let following;

hooks.createHook = (callbacks) => {
  following = createHook(callbacks);
  hooks.createHook = createHook;
  return following;
};

/** Once every test is declared. */
export function followNoLonger() {
  following?.disable();
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error) => {
      console.error('Error: nobody awaited this, and so the tests of this process end here:', error);
      process.exit(1);
    });
}
