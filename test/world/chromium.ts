import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

export function findBrowser(): string {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error('No Chromium: npm test installs one, or name it in CHROMIUM.');
  return found;
}

/** The browser of the tests. Without a graphics process and spare renderers, a visitor costs 0.4 s of a processor less. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    // Without a locale that has Vietnamese letters it calls every download of a Vietnamese name "download".
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-gpu',
      '--in-process-gpu',
      '--disable-site-isolation-trials',
      '--renderer-process-limit=1',
    ],
  });
}
