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

/**
 * The settings of a node, read once from the environment. A fresh clone needs none of them.
 * docs/operate/configure.md is generated from this table, so it cannot fall behind.
 */
export interface Setting {
  name: string;
  kind: 'text' | 'number' | 'flag' | 'choice' | 'url' | 'secret';
  fallback: string;
  choices?: readonly string[];
  describe: string;
}

export const SETTINGS = [
  { name: 'PORT', kind: 'number', fallback: '8080', describe: 'Port that the web server listens on.' },
  { name: 'HOST', kind: 'text', fallback: 'localhost', describe: 'Address to listen on; `0.0.0.0` for all.' },
  {
    name: 'PUBLIC_URL',
    kind: 'url',
    fallback: '',
    describe: 'The address people type, used in QR codes, mails and the origin check. Default: http://localhost:PORT.',
  },
  {
    name: 'DATA_DIR',
    kind: 'text',
    fallback: 'data',
    describe: 'Folder of the embedded database and the secrets of this installation.',
  },
  {
    name: 'DATABASE_URL',
    kind: 'secret',
    fallback: '',
    describe:
      'An external PostgreSQL ≥ 17 (owner role, used for migrations and the job queue). Empty: the embedded PostgreSQL 18 under DATA_DIR.',
  },
  {
    name: 'DATABASE_APP_URL',
    kind: 'secret',
    fallback: '',
    describe:
      'The same database as the restricted application role. Empty: the node logs in with DATABASE_URL and steps down to the role `lienthong_app`.',
  },
  { name: 'DATABASE_POOL', kind: 'number', fallback: '12', describe: 'Database connections of one process.' },
  {
    name: 'ROLE',
    kind: 'choice',
    fallback: 'all',
    choices: ['all', 'web', 'worker'],
    describe: 'What this process does: serve pages, run jobs, or both.',
  },
  {
    name: 'PASSWORD_THREADS',
    kind: 'number',
    fallback: '1',
    describe: 'Threads of one process that check passwords, apart from all other work; each needs 19 MiB.',
  },
  {
    name: 'WORKER_CONCURRENCY',
    kind: 'number',
    fallback: '4',
    describe: 'Jobs that one process runs at the same time.',
  },
  {
    name: 'WORLD',
    kind: 'choice',
    fallback: 'demo',
    choices: ['demo', 'none'],
    describe: 'What an empty database is filled with on the first start: the demo world, or only national code lists.',
  },
  {
    name: 'LOG_LEVEL',
    kind: 'choice',
    fallback: 'info',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    describe: 'Smallest level that is logged.',
  },
  {
    name: 'MASTER_KEY',
    kind: 'secret',
    fallback: '',
    describe:
      '32 bytes in base64 that encrypt the private keys kept in the database. Empty: generated once under DATA_DIR/secrets. All processes of a node need the same.',
  },
  {
    name: 'TRUST_PROXY',
    kind: 'number',
    fallback: '0',
    describe:
      'How many reverse proxies of yours stand in front and set X-Forwarded-For and X-Forwarded-Proto. 0: none, the headers are not believed.',
  },
  { name: 'SECURE_COOKIES', kind: 'flag', fallback: 'no', describe: '`yes` when the node is reached by HTTPS only.' },
  {
    name: 'RATE_LIMIT_PER_MINUTE',
    kind: 'number',
    fallback: '3000',
    describe: 'Requests per minute of one account, or of one address where nobody is signed in.',
  },
  {
    name: 'SIGN_ON_RATE_PER_MINUTE',
    kind: 'number',
    fallback: '6000',
    describe:
      'Requests per minute of one address to the OpenID Connect provider: systems of agencies call it for all their people.',
  },
  {
    name: 'SIGN_ON_INNER_ADDRESSES',
    kind: 'flag',
    fallback: 'no',
    describe:
      '`yes` when registered systems have addresses of inner networks and the sign-on may call them there to tell of a logout.',
  },
  {
    name: 'WEBHOOK_INNER_ADDRESSES',
    kind: 'flag',
    fallback: 'no',
    describe:
      '`yes` when agencies’ systems have addresses of inner networks, or without TLS, and the document axis may bring news to them there.',
  },
  {
    name: 'METRICS_TOKEN',
    kind: 'secret',
    fallback: '',
    describe: 'Bearer token for /metrics. Empty: /metrics answers only to this machine.',
  },
  {
    name: 'SMTP_URL',
    kind: 'secret',
    fallback: '',
    describe:
      'Mail server, e.g. smtps://user:password@mail.example.vn. Empty: no e-mail is sent; the in-app inbox always works.',
  },
  { name: 'SMTP_FROM', kind: 'text', fallback: 'Liên Thông <khong-tra-loi@example.vn>', describe: 'Sender of mails.' },
  {
    name: 'SMS_GATEWAY_URL',
    kind: 'url',
    fallback: '',
    describe:
      'HTTP gateway for SMS with one-time codes. Empty: no SMS is sent (the demo world shows them at /thu-nghiem/tin-nhan).',
  },
  { name: 'SMS_GATEWAY_TOKEN', kind: 'secret', fallback: '', describe: 'Bearer token for the SMS gateway.' },
  { name: 'SMS_SENDER', kind: 'text', fallback: 'LienThong', describe: 'Sender (brandname) of SMS.' },
  {
    name: 'SMS_BODY',
    kind: 'text',
    fallback: '{"to":"{to}","from":"{sender}","text":"{text}","id":"{id}"}',
    describe: 'JSON that is posted to the SMS gateway, with {to} {text} {sender} {id} in its strings.',
  },
  {
    name: 'CLAMAV',
    kind: 'text',
    fallback: '',
    describe: 'ClamAV daemon, as a socket path or host:port. Empty: files are not scanned, and are shown as such.',
  },
  {
    name: 'TSA_URLS',
    kind: 'text',
    fallback: '',
    describe:
      'Time stamp authorities (RFC 3161) for the seals of the evidence, in the order in which they are asked, separated by spaces. Empty: the demo world stamps by its own clock, other worlds do without.',
  },
  {
    name: 'TSA_ROOTS',
    kind: 'text',
    fallback: '',
    describe: 'File with the root certificates (PEM) of these authorities. Needed with TSA_URLS.',
  },
  {
    name: 'TSA_EVERY_MINUTES',
    kind: 'number',
    fallback: '5',
    describe: 'A time stamp covers all seals before it; so many minutes lie between two.',
  },
  {
    name: 'EVIDENCE_STAMP_LIMIT_HOURS',
    kind: 'number',
    fallback: '24',
    describe:
      'When evidence has been without a time stamp for so long, the document axis takes nothing over until there is one again. 0: never; also never where no authority is asked.',
  },
  {
    name: 'EVIDENCE_ARCHIVE_DAYS',
    kind: 'number',
    fallback: '0',
    describe:
      'Days of evidence that ended so many days ago leave the database as files in ARCHIVE_DIR; see docs/operate/evidence.md. 0: never.',
  },
  {
    name: 'ARCHIVE_DIR',
    kind: 'text',
    fallback: '',
    describe:
      'Folder of these files. All processes of a node need the same one, and it belongs into the backup. Empty: the folder `archive` in DATA_DIR.',
  },
  { name: 'FILE_MAX_MB', kind: 'number', fallback: '10', describe: 'Largest file that a person may upload, in MiB.' },
  { name: 'FILES_PER_DAY', kind: 'number', fallback: '200', describe: 'Files that one account may upload in a day.' },
  {
    name: 'AXIS_FILE_MAX_MB',
    kind: 'number',
    fallback: '2048',
    describe: 'Largest file that goes over the document axis, in MiB.',
  },
  {
    name: 'AXIS_DAILY_GB',
    kind: 'number',
    fallback: '200',
    describe: 'What one officer, program or other node may begin to send over the document axis in a day, in GiB.',
  },
  {
    name: 'VXP_TRUSTED_ROOTS',
    kind: 'text',
    fallback: '',
    describe:
      'File with root certificates (PEM) of other authorities whose signatures on edXML packets are accepted, beside this installation’s own.',
  },
  {
    name: 'UPSTREAM_ISSUER',
    kind: 'url',
    fallback: '',
    describe:
      'Another OpenID provider by which citizens may sign in here, e.g. https://sso.example.vn; see docs/operate/upstream.md. Empty: none.',
  },
  { name: 'UPSTREAM_CLIENT_ID', kind: 'text', fallback: '', describe: 'The name that the other provider knows us by.' },
  {
    name: 'UPSTREAM_KEY',
    kind: 'secret',
    fallback: '',
    describe:
      'Private P-256 key with which we prove ourselves to the other provider (private_key_jwt): a JWK, a PEM, or the path of a file with either.',
  },
  {
    name: 'UPSTREAM_SECRET',
    kind: 'secret',
    fallback: '',
    describe: 'Client secret for the other provider, where it does not take a key.',
  },
  {
    name: 'UPSTREAM_NAME',
    kind: 'text',
    fallback: 'VNeID',
    describe: 'What the other provider is called on the sign-in page.',
  },
  {
    name: 'UPSTREAM_LEVELS',
    kind: 'text',
    fallback: 'LoA1=1 LoA2=2 LoA3=3 LoA4=3',
    describe:
      'What the other provider’s `acr` values are worth: 1 one factor, 2 two factors, 3 two factors with a cryptographic key of a person proofed in person. Others are worth nothing.',
  },
  {
    name: 'UPSTREAM_LEAST',
    kind: 'choice',
    fallback: '2',
    choices: ['1', '2', '3'],
    describe: 'Least level at which a personal number from the other provider is believed.',
  },
  {
    name: 'UPSTREAM_SCOPE',
    kind: 'text',
    fallback: 'openid profile',
    describe: 'Scopes asked of the other provider; they must bring personal number, full name and birth date.',
  },
  {
    name: 'UPSTREAM_NUMBER_CLAIM',
    kind: 'text',
    fallback: 'SoDinhDanh',
    describe: 'Claim of the other provider that carries the 12-digit personal number.',
  },
  { name: 'UPSTREAM_NAME_CLAIM', kind: 'text', fallback: 'name', describe: 'Claim that carries the full name.' },
  {
    name: 'UPSTREAM_BIRTH_CLAIM',
    kind: 'text',
    fallback: 'birthdate',
    describe: 'Claim that carries the birth date: 1990-12-31, 31/12/1990, or the year alone.',
  },
  {
    name: 'NODE_ID',
    kind: 'text',
    fallback: '',
    describe:
      'Name of this node among the nodes of the federation: small letters, digits and hyphens, e.g. nut-bo-noi-vu. Never changed once it has joined. Empty: derived from MASTER_KEY.',
  },
  {
    name: 'NODE_NAME',
    kind: 'text',
    fallback: '',
    describe: 'What people call this node, e.g. Nút Bộ Nội vụ. Empty: the node id.',
  },
  {
    name: 'NODE_URL',
    kind: 'url',
    fallback: '',
    describe: 'The address at which other nodes reach this one. Empty: PUBLIC_URL.',
  },
  {
    name: 'NODE_REGISTRAR',
    kind: 'flag',
    fallback: 'no',
    describe: '`yes` on the one node that signs the directory of nodes; see docs/operate/federation.md.',
  },
  {
    name: 'NODE_REGISTRAR_URL',
    kind: 'url',
    fallback: '',
    describe: 'Address of the registrar, on every other node. Empty: this node stands alone.',
  },
  {
    name: 'NODE_REGISTRAR_KEY',
    kind: 'text',
    fallback: '',
    describe:
      'Public P-256 key of the registrar, which signs the directory: a JWK, a PEM, or the path of a file with either. Without it no directory is believed.',
  },
  {
    name: 'NODE_GRACE_DAYS',
    kind: 'number',
    fallback: '30',
    describe:
      'How many days after its end a copy of the directory of nodes is still used while the registrar cannot be reached.',
  },
  {
    name: 'NODE_DIRECTORY_DAYS',
    kind: 'number',
    fallback: '7',
    describe: 'On the registrar: how many days a directory of nodes is valid. It is signed anew in time.',
  },
  {
    name: 'NODE_PLAIN_HTTP',
    kind: 'flag',
    fallback: 'no',
    describe:
      '`yes` allows other nodes to be called without TLS at addresses other than this machine. Only for closed networks: what is signed cannot be changed, but it can be read.',
  },
  {
    name: 'NODE_TLS_CA',
    kind: 'text',
    fallback: '',
    describe: 'Path of a PEM file with the authorities that certify other nodes, besides those that Node.js knows.',
  },
] as const satisfies readonly Setting[];

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
