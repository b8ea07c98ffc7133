import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigError, readConfig } from '#platform/config.ts';
import { SETTINGS } from '#platform/settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'config-'));
after(() => rmSync(dir, { recursive: true }));
const read = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: dir, ...env });

test('a fresh clone needs no setting', () => {
  const config = read();
  assert.equal(config.port, 8080);
  assert.equal(config.publicUrl, 'http://localhost:8080');
  assert.equal(config.database.url, undefined);
  assert.equal(config.world, 'demo');
});

test('secrets are made once per installation and readable by nobody else', () => {
  const first = read();
  assert.equal(first.secrets.masterKey.length, 32);
  assert.match(first.secrets.demoCode, /^\d{6}$/);
  assert.deepEqual(read().secrets, first.secrets);
  assert.equal(statSync(join(dir, 'secrets', 'master-key')).mode & 0o777, 0o600);
});

test('a wrong setting is refused with a sentence that names it', () => {
  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['ROLE', 'king'],
    ['TRUST_PROXY', 'yes'],
    ['PUBLIC_URL', 'not an address'],
    ['MASTER_KEY', 'short'],
  ] as const)
    assert.throws(
      () => read({ [name]: value }),
      (error) => error instanceof ConfigError && error.message.includes(name),
      `${name}=${value}`,
    );
});

test('every setting is described', () => {
  for (const setting of SETTINGS) assert.ok(setting.describe.length > 15, setting.name);
  assert.equal(new Set(SETTINGS.map((setting) => setting.name)).size, SETTINGS.length);
});
