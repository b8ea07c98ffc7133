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
