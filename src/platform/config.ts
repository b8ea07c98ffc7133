import {
  createPrivateKey,
  createPublicKey,
  randomBytes,
  X509Certificate,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SETTINGS, type Setting } from './settings.ts';

/** Another OpenID provider whose word about a person counts here. */
export interface UpstreamConfig {
  issuer: string;
  clientId: string;
  /** One of the two. */
  key?: { key: KeyObject; kid?: string };
  secret?: string;
  name: string;
  /** Worth of each `acr` value. */
  levels: ReadonlyMap<string, UpstreamLevel>;
  least: UpstreamLevel;
  scope: string;
  claims: { number: string; name: string; birth: string };
}
export type UpstreamLevel = 1 | 2 | 3;

/** This node among the others; see the room `nodes`. */
export interface NodeConfig {
  /** As set; the room derives one where it is empty. */
  id?: string;
  name?: string;
  /** Where others reach this node. */
  url: string;
  registrar: boolean;
  registrarUrl?: string;
  registrarKey?: KeyObject;
  graceDays: number;
  directoryDays: number;
  plainHttp: boolean;
  /** PEM of further authorities. */
  tlsCa?: string;
}

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  database: { url?: string; appUrl?: string; pool: number };
  role: 'all' | 'web' | 'worker';
  workerConcurrency: number;
  /** At least 1. */
  passwordThreads: number;
  world: 'demo' | 'none';
  logLevel: string;
  trustProxy: number;
  secureCookies: boolean;
  rateLimitPerMinute: number;
  signOn: { ratePerMinute: number; innerAddresses: boolean };
  webhooks: { innerAddresses: boolean };
  metricsToken?: string;
  smtp?: { url: string; from: string };
  sms?: { url: string; token?: string; sender: string; /** JSON with places, see sendSms. */ body: unknown };
  clamav?: string;
  upstream?: UpstreamConfig;
  /** Time stamps of the evidence. No urls in the demo world: by its own clock; elsewhere: none. */
  stamps: { urls: readonly string[]; roots: readonly Buffer[]; everyMinutes: number; limitHours: number };
  /** Days of evidence as files. `afterDays` 0: none. */
  archive: { dir: string; afterDays: number };
  node: NodeConfig;
  files: { maxBytes: number; perDay: number; axisMaxBytes: number; axisDailyBytes: number };
  /** PEM of each further root for packets of the older axis. */
  vxp: { trustedRoots: readonly string[] };
  secrets: { masterKey: Buffer; /** The demo people's shared password, per installation. */ demoCode: string };
}

export class ConfigError extends Error {}

type Name = (typeof SETTINGS)[number]['name'];

function read(env: Record<string, string | undefined>, name: Name): string {
  const setting: Setting | undefined = SETTINGS.find((one) => one.name === name);
  if (!setting) throw new ConfigError(`No setting ${name}`);
  const value = env[name]?.trim() || setting.fallback;
  if (setting.kind === 'number' && !/^\d+$/.test(value))
    throw new ConfigError(`${name} must be a whole number, not "${value}".`);
  if (setting.kind === 'flag' && !/^(yes|no)$/.test(value))
    throw new ConfigError(`${name} must be yes or no, not "${value}".`);
  if (setting.choices && !setting.choices.includes(value))
    throw new ConfigError(`${name} must be one of ${setting.choices.join(', ')}, not "${value}".`);
  if (setting.kind === 'url' && value && !URL.canParse(value))
    throw new ConfigError(`${name} must be an address such as https://example.vn, not "${value}".`);
  return value;
}

/** A secret kept in a file of its own (mode 0600), made on first use. */
function keptSecret(dataDir: string, file: string, make: () => string): string {
  const path = join(dataDir, 'secrets', file);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  const value = make();
  try {
    writeFileSync(path, `${value}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process of the same node was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(path, 'utf8').trim();
    throw error;
  }
  chmodSync(path, 0o600);
  return value;
}

function masterKey(given: string, dataDir: string): Buffer {
  const text = given || keptSecret(dataDir, 'master-key', () => randomBytes(32).toString('base64'));
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new ConfigError('MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32).');
  return key;
}

function smsBody(given: string): unknown {
  try {
    const body = JSON.parse(given) as unknown;
    if (body && typeof body === 'object' && given.includes('{to}') && given.includes('{text}')) return body;
  } catch {
    // Said below.
  }
  throw new ConfigError('SMS_BODY must be JSON that has {to} and {text} in its strings.');
}

function upstreamKey(given: string): NonNullable<UpstreamConfig['key']> {
  try {
    const text = /^\s*(\{|-----BEGIN)/.test(given) ? given : readFileSync(given, 'utf8');
    const jwk = text.trim().startsWith('{') ? (JSON.parse(text) as { kid?: string }) : undefined;
    const key = createPrivateKey(jwk ? { key: jwk, format: 'jwk' } : text);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return { key, ...(jwk?.kid ? { kid: jwk.kid } : {}) };
  } catch {
    // Said below, without what was given.
  }
  throw new ConfigError('UPSTREAM_KEY must be a private P-256 key as JWK or PEM, or the path of a file with one.');
}

function upstream(text: (name: Name) => string): UpstreamConfig | undefined {
  const issuer = text('UPSTREAM_ISSUER');
  if (!issuer) return undefined;
  const [clientId, key, secret] = [text('UPSTREAM_CLIENT_ID'), text('UPSTREAM_KEY'), text('UPSTREAM_SECRET')];
  if (!clientId || !key === !secret)
    throw new ConfigError('UPSTREAM_ISSUER needs UPSTREAM_CLIENT_ID and either UPSTREAM_KEY or UPSTREAM_SECRET.');
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new ConfigError('UPSTREAM_ISSUER must begin with https://, except on this machine.');
  const levels = text('UPSTREAM_LEVELS')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((pair) => {
      const [, acr, level] = /^(.+)=([123])$/.exec(pair) ?? [];
      if (!acr) throw new ConfigError('UPSTREAM_LEVELS must read like "LoA1=1 LoA2=2", with levels 1 to 3.');
      return [acr, Number(level) as UpstreamLevel] as const;
    });
  return {
    issuer,
    clientId,
    ...(key ? { key: upstreamKey(key) } : { secret }),
    name: text('UPSTREAM_NAME'),
    levels: new Map(levels),
    least: Number(text('UPSTREAM_LEAST')) as UpstreamLevel,
    scope: text('UPSTREAM_SCOPE'),
    claims: {
      number: text('UPSTREAM_NUMBER_CLAIM'),
      name: text('UPSTREAM_NAME_CLAIM'),
      birth: text('UPSTREAM_BIRTH_CLAIM'),
    },
  };
}

/** A key that is given itself, or by the path of a file with it. */
function publicKey(name: Name, given: string): KeyObject {
  try {
    const text = /^\s*(\{|-----BEGIN)/.test(given) ? given : readFileSync(given, 'utf8');
    const key = createPublicKey(
      text.trim().startsWith('{') ? { key: JSON.parse(text) as JsonWebKey, format: 'jwk' } : text,
    );
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // Said below.
  }
  throw new ConfigError(`${name} must be a public P-256 key as JWK or PEM, or the path of a file with one.`);
}

function nodeSettings(text: (name: Name) => string, publicUrl: string): NodeConfig {
  const [id, name, url, ca] = [text('NODE_ID'), text('NODE_NAME'), text('NODE_URL') || publicUrl, text('NODE_TLS_CA')];
  const [registrarUrl, registrarKey] = [text('NODE_REGISTRAR_URL'), text('NODE_REGISTRAR_KEY')];
  const registrar = text('NODE_REGISTRAR') === 'yes';
  if (id && !/^[a-z][a-z0-9-]{2,39}$/.test(id))
    throw new ConfigError('NODE_ID has 3 to 40 small letters, digits and hyphens, and begins with a letter.');
  if (registrar && registrarUrl)
    throw new ConfigError(
      'Only one of NODE_REGISTRAR=yes and NODE_REGISTRAR_URL can be set: a node is the registrar or has one.',
    );
  if (registrarUrl && !registrarKey)
    throw new ConfigError('NODE_REGISTRAR_URL needs NODE_REGISTRAR_KEY, or anybody could say which nodes there are.');
  if (text('NODE_URL') && new URL(url).pathname !== '/')
    throw new ConfigError('NODE_URL has no path, e.g. https://nut.example.vn.');
  return {
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    url: new URL(url).origin,
    registrar,
    ...(registrarUrl ? { registrarUrl: new URL(registrarUrl).origin } : {}),
    ...(registrarKey ? { registrarKey: publicKey('NODE_REGISTRAR_KEY', registrarKey) } : {}),
    graceDays: Number(text('NODE_GRACE_DAYS')),
    directoryDays: Math.max(1, Number(text('NODE_DIRECTORY_DAYS'))),
    plainHttp: text('NODE_PLAIN_HTTP') === 'yes',
    ...(ca ? { tlsCa: fileOf('NODE_TLS_CA', ca) } : {}),
  };
}

function fileOf(name: Name, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`The file of ${name} cannot be read.`);
  }
}

function stamps(text: (name: Name) => string, number: (name: Name) => number): Config['stamps'] {
  const urls = text('TSA_URLS').split(/\s+/).filter(Boolean);
  const wrong = urls.find((url) => !URL.canParse(url) || !/^https?:/.test(url));
  if (wrong) throw new ConfigError(`TSA_URLS must be addresses separated by spaces, and "${wrong}" is none.`);
  const path = text('TSA_ROOTS');
  let pem = '';
  try {
    pem = path ? readFileSync(path, 'utf8') : '';
  } catch {
    throw new ConfigError('TSA_ROOTS must be the path of a file that can be read.');
  }
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (urls.length > 0 && blocks.length === 0)
    throw new ConfigError('TSA_URLS needs TSA_ROOTS: a file with the root certificates of the authorities, as PEM.');
  try {
    const roots = blocks.map((block) => new X509Certificate(block).raw);
    return { urls, roots, everyMinutes: number('TSA_EVERY_MINUTES'), limitHours: number('EVIDENCE_STAMP_LIMIT_HOURS') };
  } catch {
    throw new ConfigError('TSA_ROOTS has a certificate that cannot be read.');
  }
}

/** Reads the settings. Throws ConfigError with one sentence that says what to change. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const text = (name: Name) => read(env, name);
  const number = (name: Name) => Number(text(name));
  const port = number('PORT');
  if (port > 65_535) throw new ConfigError(`PORT must be at most 65535, not ${port}.`);
  const dataDir = resolve(text('DATA_DIR'));
  const smtp = text('SMTP_URL');
  const url = text('DATABASE_URL');
  const appUrl = text('DATABASE_APP_URL');
  const smsUrl = text('SMS_GATEWAY_URL');
  const smsToken = text('SMS_GATEWAY_TOKEN');
  const clamav = text('CLAMAV');
  const metricsToken = text('METRICS_TOKEN');
  const other = upstream(text);
  const publicUrl = (text('PUBLIC_URL') || `http://localhost:${port}`).replace(/\/$/, '');
  return {
    port,
    host: text('HOST'),
    publicUrl,
    dataDir,
    database: { ...(url ? { url } : {}), ...(appUrl ? { appUrl } : {}), pool: number('DATABASE_POOL') },
    role: text('ROLE') as Config['role'],
    workerConcurrency: number('WORKER_CONCURRENCY'),
    passwordThreads: Math.max(1, number('PASSWORD_THREADS')),
    world: text('WORLD') as Config['world'],
    logLevel: text('LOG_LEVEL'),
    trustProxy: number('TRUST_PROXY'),
    secureCookies: text('SECURE_COOKIES') === 'yes',
    rateLimitPerMinute: number('RATE_LIMIT_PER_MINUTE'),
    signOn: {
      ratePerMinute: number('SIGN_ON_RATE_PER_MINUTE'),
      innerAddresses: text('SIGN_ON_INNER_ADDRESSES') === 'yes',
    },
    webhooks: { innerAddresses: text('WEBHOOK_INNER_ADDRESSES') === 'yes' },
    ...(metricsToken ? { metricsToken } : {}),
    ...(smtp ? { smtp: { url: smtp, from: text('SMTP_FROM') } } : {}),
    ...(smsUrl
      ? {
          sms: {
            url: smsUrl,
            ...(smsToken ? { token: smsToken } : {}),
            sender: text('SMS_SENDER'),
            body: smsBody(text('SMS_BODY')),
          },
        }
      : {}),
    ...(clamav ? { clamav } : {}),
    ...(other ? { upstream: other } : {}),
    stamps: stamps(text, number),
    archive: {
      dir: resolve(text('ARCHIVE_DIR') || join(dataDir, 'archive')),
      afterDays: number('EVIDENCE_ARCHIVE_DAYS'),
    },
    node: nodeSettings(text, publicUrl),
    files: {
      maxBytes: number('FILE_MAX_MB') * 1024 ** 2,
      perDay: number('FILES_PER_DAY'),
      axisMaxBytes: number('AXIS_FILE_MAX_MB') * 1024 ** 2,
      axisDailyBytes: number('AXIS_DAILY_GB') * 1024 ** 3,
    },
    vxp: { trustedRoots: certificatesIn(text('VXP_TRUSTED_ROOTS')) },
    secrets: {
      masterKey: masterKey(text('MASTER_KEY'), dataDir),
      demoCode: keptSecret(dataDir, 'demo-code', () => String((randomBytes(4).readUInt32BE() % 900_000) + 100_000)),
    },
  };
}

/** The certificates of a PEM file, one by one. A file that is named and not there ends the start: nobody must trust less, or more, by a typing error. */
function certificatesIn(path: string): string[] {
  if (path === '') return [];
  const found = readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!found) throw new Error(`VXP_TRUSTED_ROOTS: ${path} has no certificate in PEM`);
  return found;
}
