// What a process of tests runs: the files of one group, each as a suite (see run-tests.mjs).
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { after, suite } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { followNoLonger } from './test-hooks.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const load = createRequire(import.meta.url);
const OURS = new RegExp(`^${pathToFileURL(root).href}/(test|src/.*/test)/`);

/** How long a process may stay after its last test. */
const LINGER_MS = 60_000;

/** @param names test files, from the root */
export function runGroup(names) {
  const urls = new Map(names.map((name, index) => [pathToFileURL(join(root, name)).href, index]));
  // The house is read in once. What stands in the folders of tests (worlds, their clocks) each file has for itself, as if it were alone.
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const asking = new URL(context.parentURL ?? 'file:///');
      const file = asking.searchParams.get('of') ?? urls.get(asking.href);
      if (file === undefined || !OURS.test(found.url) || found.url.includes('?')) return found;
      return { ...found, url: `${found.url}?of=${file}` };
    },
  });
  // Loading is synchronous, so that whatever a file declares belongs to its suite.
  let left = names.length;
  for (const name of names)
    suite(name, () => {
      load(join(root, name));
      after(() => {
        left -= 1;
        if (left === 0) endSoon(names);
      });
    });
  followNoLonger();
}

/** Where something was left open the run is neither to stand still nor to be called good. */
function endSoon(names) {
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ');
    console.error(`Something was left open by one of ${names.join(', ')}: ${open}`);
    process.exit(1);
  }, LINGER_MS).unref();
}
