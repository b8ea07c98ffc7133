import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { rooms, type Place } from '#modules/map.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  /** File that imports, from the root. */
  from: string;
  /** File that is imported, from the root; package names stay as they are. */
  to: string;
  typeOnly: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const parsed = new Map<string, Omit<Import, 'from'>[]>();

/** Every import and re-export of every source file, read by a parser, not by a pattern. */
function importsOf(base: string): Import[] {
  return filesBelow(join(base, 'src'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .flatMap((path) => {
      const from = relative(base, path);
      const text = readFileSync(path, 'utf8');
      // Each copy of the house differs from the others in one file: the same text at the same place is parsed once.
      const key = `${from}\n${text}`;
      const known = parsed.get(key) ?? parse(base, path, text);
      parsed.set(key, known);
      return known.map((one) => ({ from, ...one }));
    });
}

function parse(base: string, path: string, text: string): Omit<Import, 'from'>[] {
  const { module, errors } = parseSync(path, text);
  assert.deepEqual(errors, [], `${path} cannot be parsed`);
  const imported = module.staticImports.map((one) => ({
    name: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  const exported = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) =>
      entry.moduleRequest ? [{ name: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  );
  const dynamic = module.dynamicImports.map((one) => ({
    name: text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    typeOnly: false,
  }));
  return [...imported, ...exported, ...dynamic].map(({ name, typeOnly }) => ({
    to: resolveImport(base, path, name),
    typeOnly,
  }));
}

function resolveImport(base: string, from: string, name: string): string {
  const alias = /^#(platform|modules|ui|seeds|test)\/(.*)$/.exec(name);
  if (alias) return `${alias[1] === 'seeds' || alias[1] === 'test' ? '' : 'src/'}${alias[1]}/${alias[2]}`;
  if (name === '#app') return 'src/app.ts';
  if (name.startsWith('.')) return relative(base, resolve(dirname(from), name));
  return name;
}

const roomOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
const insideRoom = (path: string): string => path.replace(/^src\/modules\/[^/]+\//, '');
const isTest = (path: string): boolean => path.includes('/test/') || path.startsWith('test/');

/** All broken rules, as sentences. Takes the tree and the map so that it can be tried on broken ones. */
export function findBreaches(base: string, map: Record<string, Place>): { breaches: string[]; looked: number } {
  const imports = importsOf(base);
  const breaches: string[] = [];
  const folders = readdirSync(join(base, 'src', 'modules')).filter((name) =>
    statSync(join(base, 'src', 'modules', name)).isDirectory(),
  );
  for (const room of folders) if (!map[room]) breaches.push(`The room ${room} is not on the map`);
  for (const room of Object.keys(map))
    if (!folders.includes(room)) breaches.push(`The map names ${room}, which is not there`);

  for (const { from, to, typeOnly } of imports) {
    if (isTest(from)) continue;
    const mine = roomOf(from);
    const theirs = roomOf(to);
    if (from.startsWith('src/platform/') && (theirs || to.startsWith('src/ui/') || to === 'src/app.ts'))
      breaches.push(`${from}: the platform knows no room, but imports ${to}`);
    if (
      from.startsWith('src/ui/') &&
      (theirs || (to.startsWith('src/platform/') && !typeOnly && !/\/(problem|text|time)\.ts$/.test(to)))
    )
      breaches.push(`${from}: the design system fetches nothing and knows no room, but imports ${to}`);
    if (mine && /^src\/(app|routes|root|cli|worlds)/.test(to))
      breaches.push(`${from}: a room does not know the house, but imports ${to}`);
    if (
      mine &&
      insideRoom(from).startsWith('ui/') &&
      /^(pg|kysely|graphile-worker|src\/platform\/(database|events|jobs|node)[/.].*)$/.test(to)
    )
      breaches.push(`${from}: pages never touch the database, but import ${to}`);
    if (!mine || !theirs || mine === theirs) continue;
    const door = insideRoom(to);
    const place = map[mine];
    if (door === 'events.ts') {
      if (!place?.hears.includes(theirs) && !place?.uses.includes(theirs))
        breaches.push(`${from}: ${mine} hears ${theirs} without saying so on the map`);
    } else if (door === 'index.ts' || door === 'contract.ts' || door.startsWith('ui/parts/')) {
      if (!place?.uses.includes(theirs) && !typeOnly)
        breaches.push(`${from}: ${mine} uses ${theirs} without saying so on the map`);
    } else breaches.push(`${from}: enters ${theirs} by ${door} instead of its front door`);
  }

  const order = Object.keys(map);
  for (const [room, place] of Object.entries(map))
    for (const used of place.uses)
      if (order.indexOf(used) >= order.indexOf(room))
        breaches.push(`${room} uses ${used}, which is not built before it: a cycle`);
  const used = new Set(
    imports.filter((one) => !isTest(one.from)).map((one) => `${roomOf(one.from)}>${roomOf(one.to)}`),
  );
  const doors = new Map(Object.entries(map));
  for (const [room, place] of doors)
    for (const other of place.hears)
      if (!used.has(`${room}>${other}`)) breaches.push(`The map says that ${room} hears ${other}, but it does not`);
  breaches.push(...foreignTables(base, folders), ...unheardConnections(base));
  return { breaches, looked: imports.length };
}

const named = new Map<string, { schema: string; table: string }[]>();

/** Tables that a text of SQL names with their schema. */
function tablesIn(text: string, schemas: readonly string[]): { schema: string; table: string }[] {
  const key = `${schemas.join()}\n${text}`;
  const known = named.get(key);
  if (known) return known;
  const pattern = new RegExp(
    `(?:from|join|into|update|table|references|on|Table\\('|From\\('|Into\\(')\\s*'?(${schemas.join('|')})\\.(?!shared_)([a-z_]+)`,
    'g',
  );
  const found = [...text.matchAll(pattern)].map(([, schema = '', table = '']) => ({ schema, table }));
  named.set(key, found);
  return found;
}

/** A room's SQL, in migrations and code, names only tables of its own schema (or published shared_* views, or the platform's functions). */
function foreignTables(base: string, folders: string[]): string[] {
  const schemas = new Map(folders.map((room) => [room.replaceAll('-', '_'), room]));
  return folders.flatMap((room) =>
    filesBelow(join(base, 'src', 'modules', room)).flatMap((path) => {
      const name = relative(base, path);
      if (isTest(name) || !/\.(ts|tsx|sql)$/.test(path) || path.endsWith('tables.ts')) return [];
      return tablesIn(readFileSync(path, 'utf8'), [...schemas.keys()])
        .filter(({ schema, table }) => schemas.get(schema) !== room && !/^(ts|md|typ)$/.test(table))
        .map(({ schema, table }) => `${name}: touches ${schema}.${table}, a table of ${schemas.get(schema)}`);
    }),
  );
}

/** A connection that loses its server tells its 'error'; where nobody hears it the whole process ends, without a sentence. */
function unheardConnections(base: string): string[] {
  return filesBelow(join(base, 'src')).flatMap((path) => {
    const name = relative(base, path);
    if (isTest(name) || !/\.tsx?$/.test(path)) return [];
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(/(?:const (\w+) = )?new pg\.(?:Client|Pool)\(/g)]
      .filter(([, variable]) => !variable || !text.includes(`${variable}.on('error'`))
      .map(() => `${name}: opens a connection to the database and does not hear its errors`);
  });
}

test('the house keeps its own rules', () => {
  const { breaches, looked } = findBreaches(root, rooms);
  assert.ok(looked > 500, `only ${looked} imports were seen: the check did not look`);
  assert.deepEqual(breaches, []);
});

test('the map is not empty, and every room says what it is for', () => {
  assert.ok(Object.keys(rooms).length >= 14);
  for (const room of Object.keys(rooms)) {
    const readme = readFileSync(join(root, 'src', 'modules', room, 'README.md'), 'utf8');
    assert.ok(readme.length > 400, `${room}/README.md says too little`);
  }
});

// The check is itself checked: each rule is broken on purpose in a copy of the house, and must be noticed.
const BROKEN: { rule: string; file: string; text: string; notices: RegExp }[] = [
  {
    rule: 'the platform knows no room',
    file: 'src/platform/broken.ts',
    text: "import '#modules/counter/index.ts';",
    notices: /platform knows no room/,
  },
  {
    rule: 'front doors',
    file: 'src/modules/portal/broken.ts',
    text: "import '#modules/counter/handling/accept.ts';",
    notices: /instead of its front door/,
  },
  {
    rule: 'the map',
    file: 'src/modules/calendar/broken.ts',
    text: "import { createCounter } from '#modules/counter/index.ts';\nexport const x = createCounter;",
    notices: /without saying so on the map/,
  },
  {
    rule: 'events',
    file: 'src/modules/calendar/broken.ts',
    text: "import { dossierFiled } from '#modules/counter/events.ts';\nexport const x = dossierFiled;",
    notices: /hears counter without/,
  },
  {
    rule: 'pages and the database',
    file: 'src/modules/portal/ui/broken.tsx',
    text: "import { sql } from 'kysely';\nexport const x = sql;",
    notices: /never touch the database/,
  },
  {
    rule: 'table ownership in code',
    file: 'src/modules/portal/broken.ts',
    text: 'export const q = `select * from counter.dossier`;',
    notices: /a table of counter/,
  },
  {
    rule: 'table ownership in migrations',
    file: 'src/modules/notices/migrations/9999-broken.sql',
    text: 'create table notices.x (id uuid references counter.dossier (id));',
    notices: /a table of counter/,
  },
  {
    rule: 'connections that are heard',
    file: 'src/modules/portal/broken.ts',
    text: "import pg from 'pg';\nconst client = new pg.Client();\nexport const ask = () => client.query('select 1');",
    notices: /does not hear its errors/,
  },
  {
    rule: 'dynamic imports',
    file: 'src/modules/portal/broken.ts',
    text: "export const load = () => import('#modules/counter/handling/accept.ts');",
    notices: /instead of its front door/,
  },
  {
    rule: 'rooms on the map',
    file: 'src/modules/attic/index.ts',
    text: 'export {};',
    notices: /attic is not on the map/,
  },
];

test('a broken rule is noticed', async (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const { rule, file, text, notices } of BROKEN)
      await t.test(rule, () => {
        mkdirSync(dirname(join(copy, file)), { recursive: true });
        writeFileSync(join(copy, file), text);
        const { breaches } = findBreaches(copy, rooms);
        assert.match(breaches.join('\n'), notices);
        rmSync(join(copy, file));
        if (file.includes('attic')) rmSync(join(copy, 'src/modules/attic'), { recursive: true });
      });
    await t.test('cycles', () => {
      const circular = { ...rooms, calendar: { ...rooms.calendar, uses: ['counter'] } };
      assert.match(findBreaches(copy, circular).breaches.join('\n'), /a cycle/);
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
