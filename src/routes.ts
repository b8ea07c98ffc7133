import { existsSync } from 'node:fs';
import { index, route, type RouteConfig, type RouteConfigEntry } from '@react-router/dev/routes';
import type { PageEntry } from '#platform/web/page.ts';
import { pages as civilStatus } from '#modules/civil-status/ui/pages.ts';
import { pages as command } from '#modules/command/ui/pages.ts';
import { pages as counter } from '#modules/counter/ui/pages.ts';
import { pages as documents } from '#modules/documents/ui/pages.ts';
import { pages as directory } from '#modules/directory/ui/pages.ts';
import { pages as exchange } from '#modules/exchange/ui/pages.ts';
import { pages as identity } from '#modules/identity/ui/pages.ts';
import { pages as mandates } from '#modules/mandates/ui/pages.ts';
import { pages as nodes } from '#modules/nodes/ui/pages.ts';
import { pages as notices } from '#modules/notices/ui/pages.ts';
import { pages as portal } from '#modules/portal/ui/pages.ts';
import { pages as signOn } from '#modules/sign-on/ui/pages.ts';
import { pages as signing } from '#modules/signing/ui/pages.ts';
import { pages as systems } from '#modules/systems/ui/pages.ts';

/** Every page of the house. A page names its file; the address is its only other property here. */
const pages: readonly PageEntry[] = [
  ...portal,
  ...identity,
  ...signOn,
  ...mandates,
  ...counter,
  ...civilStatus,
  ...documents,
  ...directory,
  ...notices,
  ...signing,
  ...exchange,
  ...nodes,
  ...systems,
  ...command,
];

function entry({ path, file }: PageEntry): RouteConfigEntry {
  if (!existsSync(new URL(file, import.meta.url)))
    throw new Error(`The page /${path} names a file that is not there: ${file}`);
  return path === '' ? index(file) : route(path, file, { id: `${file}:${path}` });
}

export default pages.map(entry) satisfies RouteConfig;
