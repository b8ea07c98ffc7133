// Writes (or with --check compares) what is generated from the code: docs/api/openapi.json, docs/legal-assumptions.md,
// docs/operate/configure.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHouse } from '#app';
import { SETTINGS } from '#platform/settings.ts';
import { legalAssumptions } from '#platform/legal.ts';
import '#seeds/national/index.ts';
import { startNode } from '../test/world/node.ts';

const compare = process.argv.includes('--check');
const root = fileURLToPath(new URL('..', import.meta.url));

const node = await startNode({ build: buildHouse });
const document = await (await node.fetch('/api/openapi.json')).json();
await node.close();

const cell = (text: unknown): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

const legal = `# Legal assumptions

Facts of law that were not confirmed against the legal text. Each is a configurable default, never a hard rule. This page is
generated from the code (\`npm run documents\`).

| Id | What the code assumes | To be confirmed in | Value | Changed in |
|---|---|---|---|---|
${legalAssumptions()
  .map(
    (one) =>
      `| ${[one.id, one.statement, one.source, `\`${JSON.stringify(one.value)}\``, one.configuredBy].map(cell).join(' | ')} |`,
  )
  .join('\n')}
`;

const settings = `# Settings

Read once, from the environment, when a process starts. A fresh clone needs none of them. This page is generated from
\`src/platform/config.ts\` (\`npm run documents\`). A wrong value ends the start with one sentence that names the setting.

| Setting | Default | What it does |
|---|---|---|
${SETTINGS.map((one) => `| \`${one.name}\` | ${one.fallback ? `\`${cell(one.fallback)}\`` : '–'} | ${cell(one.describe)}${'choices' in one ? ` (${one.choices.map((choice) => `\`${choice}\``).join(', ')})` : ''} |`).join('\n')}
`;

let stale = 0;
const files: Record<string, string> = {
  'docs/api/openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  'docs/legal-assumptions.md': legal,
  'docs/operate/configure.md': settings,
};
for (const [name, text] of Object.entries(files)) {
  const path = `${root}${name}`;
  if (compare) {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      stale++;
      console.error(`${name} is not what the code says: run npm run documents`);
    }
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`${name} written`);
  }
}
process.exit(stale > 0 ? 1 : 0);
