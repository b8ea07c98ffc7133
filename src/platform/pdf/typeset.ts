import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './layout.ts';
import type { PlaceMark, TypesetAnswer, TypesetRequest } from './wire.ts';

export type { PlaceMark } from './wire.ts';

/** What to typeset. Strings in `data` are brought to NFC and lose control characters before they reach the page. */
export type TypesetInput = {
  /** Typst source; reads the values from `data`, pictures from `/assets/<name>`, building blocks from `/official.typ`. */
  template: string;
  /** Any JSON value, at most 4 MB as text. */
  data: unknown;
  /** Pictures (SVG, PNG, JPEG) by file name, at most 32 MB together. */
  assets?: Record<string, Buffer | string>;
  /** The document's title in its metadata, shown by readers instead of the file name. */
  title: string;
  author?: string;
  lang?: 'vi' | 'en';
  /** The document's date in its metadata; the same input with the same `at` gives the same bytes. Now, when absent. */
  at?: Date;
};

/**
 * Why a document could not be typeset.
 * - `template`: the Typst source is wrong, or data that it needs is missing: an error of the programmer
 * - `unprintable`: the data hold a character that the official font has no shape for (an emoji, a Han character)
 * - `too-large`: data or assets exceed their limits
 * - `stopped`: the typesetting process ended or took longer than 30 s; trying again is reasonable
 */
export type TypesetFailure = 'template' | 'unprintable' | 'too-large' | 'stopped';

export class TypesetError extends Error {
  readonly kind: TypesetFailure;
  constructor(kind: TypesetFailure, message: string) {
    super(message);
    this.name = 'TypesetError';
    this.kind = kind;
  }
}

const maxDataBytes = 4 * 1024 * 1024;
const maxAssetBytes = 32 * 1024 * 1024;
const patienceMs = 30_000;
/** An idle node holds no typesetter: about 100 MB that a commune's small machine needs elsewhere. */
const idleMs = 15_000;
/** The compiler's memory grows by about 0.1 MB a document; a fresh process every so often keeps it bounded. */
const documentsPerProcess = 1_500;

type Done = Exclude<TypesetAnswer, { failure: string }>;

type Waiting = {
  resolve: (done: Done) => void;
  reject: (error: TypesetError) => void;
  timer: NodeJS.Timeout;
};

type Typesetter = {
  child: ChildProcess;
  waiting: Map<number, Waiting>;
  taken: number;
  idle: NodeJS.Timeout | undefined;
};

let current: Typesetter | undefined;
let nextId = 0;

function start(): Typesetter {
  const child = fork(fileURLToPath(new URL('./typesetter.ts', import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Nothing of the node's environment: the typesetter needs no secret.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    execArgv: ['--max-old-space-size=128'],
  });
  const typesetter: Typesetter = { child, waiting: new Map(), taken: 0, idle: undefined };
  child.on('message', (message: TypesetAnswer) => {
    const waiting = typesetter.waiting.get(message.id);
    if (!waiting) return;
    settle(typesetter, message.id);
    if ('failure' in message) waiting.reject(explain(message.failure));
    else waiting.resolve(message);
  });
  const ended = () => {
    if (current === typesetter) current = undefined;
    for (const [id, waiting] of typesetter.waiting) {
      settle(typesetter, id);
      waiting.reject(new TypesetError('stopped', 'The typesetting process ended before it answered.'));
    }
  };
  child.on('error', ended);
  child.on('exit', ended);
  return typesetter;
}

/** Takes one request off the list; with none left, the process no longer keeps the node alive and may go when idle. */
function settle(typesetter: Typesetter, id: number): void {
  clearTimeout(typesetter.waiting.get(id)?.timer);
  typesetter.waiting.delete(id);
  if (typesetter.waiting.size > 0) return;
  typesetter.child.unref();
  typesetter.child.channel?.unref();
  typesetter.idle = setTimeout(() => retire(typesetter), typesetter === current ? idleMs : 0).unref();
}

function retire(typesetter: Typesetter): void {
  if (current === typesetter) current = undefined;
  if (typesetter.waiting.size === 0 && typesetter.child.connected) typesetter.child.disconnect();
}

function explain(failure: string): TypesetError {
  if (failure.includes('could not be displayed with')) {
    const text = /the text [`"\\]+(.*?)[`"\\]+ could not/.exec(failure)?.[1] ?? '';
    return new TypesetError('unprintable', `The official font has no shape for ${text}.`);
  }
  return new TypesetError('template', failure);
}

/** NFC, well-formed, and without control characters other than line ends: what a page can show. */
function clean(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\P{Cc}\n]|[\uFEFF\uFFFE\uFFFF]/gu, ' ');
}

/**
 * Typesets a document with Typst as PDF/A-2b in the official font (Tinos).
 *
 * Runs in a process of its own, started on first use (about 0.3 s) and ended after 15 s of rest.
 * @returns the PDF's bytes
 * @throws TypesetError
 */
export async function typeset(input: TypesetInput): Promise<Buffer> {
  return (await typesetWithPlaces(input)).pdf;
}

/** The same, and where the template set its `place-mark`s: for what is laid over the page later, such as a visible signature. */
export async function typesetWithPlaces(input: TypesetInput): Promise<{ pdf: Buffer; places: PlaceMark[] }> {
  const done = await run(input, 'pdf');
  if (!('pdf' in done)) throw new TypesetError('stopped', 'The typesetting process answered something else.');
  return { pdf: Buffer.from(done.pdf), places: done.places };
}

/** Draws a template of one page as SVG without fonts (glyphs are outlines), so that it looks alike on every machine. */
export async function drawSvg(input: TypesetInput): Promise<string> {
  const done = await run(input, 'svg');
  if (!('svg' in done)) throw new TypesetError('stopped', 'The typesetting process answered something else.');
  return done.svg;
}

function run(input: TypesetInput, as: TypesetRequest['as']): Promise<Done> {
  const data = JSON.stringify(input.data ?? null, clean);
  const assets = Object.fromEntries(
    Object.entries(input.assets ?? {}).map(([name, content]) => [name, Buffer.from(content)] as const),
  );
  const assetBytes = Object.values(assets).reduce((sum, content) => sum + content.length, 0);
  if (Buffer.byteLength(data) > maxDataBytes || assetBytes > maxAssetBytes) {
    return Promise.reject(new TypesetError('too-large', 'The data or the pictures of the document are too large.'));
  }
  const badName = Object.keys(assets).find((name) => !/^[a-z0-9][a-z0-9._-]{0,99}$/i.test(name));
  if (badName !== undefined) return Promise.reject(new TypesetError('template', `Not an asset name: ${badName}`));

  const request: TypesetRequest = {
    id: (nextId += 1),
    template: input.template,
    data,
    meta: JSON.stringify({ title: input.title, author: input.author ?? '', lang: input.lang ?? 'vi' }, clean),
    at: Math.floor((input.at ?? new Date()).getTime() / 1000),
    assets,
    as,
  };
  return send(request);
}

function send(request: TypesetRequest): Promise<Done> {
  const typesetter = (current ??= start());
  clearTimeout(typesetter.idle);
  typesetter.taken += 1;
  if (typesetter.taken >= documentsPerProcess) current = undefined;
  typesetter.child.ref();
  typesetter.child.channel?.ref();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => typesetter.child.kill('SIGKILL'), patienceMs);
    typesetter.waiting.set(request.id, { resolve, reject, timer });
    typesetter.child.send(request, (error) => {
      if (!error || !typesetter.waiting.has(request.id)) return;
      settle(typesetter, request.id);
      reject(new TypesetError('stopped', error.message));
    });
  });
}

/** Ends the typesetting process at once; what it was working on fails with `stopped`. The next call starts a new one. */
export function stopTypesetting(): void {
  current?.child.kill('SIGKILL');
  current = undefined;
}
