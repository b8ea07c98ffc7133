import { Command } from 'commander';
import { endWith } from './cli/failures.ts';
import { readConfig, type Config } from '#platform/config.ts';

// Each command loads only what it needs: `--help` answers at once, and nothing starts by accident.
const program = new Command('lienthong')
  .description(
    'Liên Thông: one platform for a country’s e-Government. Settings come from the environment, see docs/operate/configure.md.',
  )
  .showHelpAfterError();

const run = (work: (config: Config) => Promise<void>): Promise<void> => {
  try {
    return work(readConfig(process.env)).catch(endWith);
  } catch (error) {
    endWith(error);
  }
};

program
  .command('start')
  .description('bring the node up: database, migrations, pages, jobs; Ctrl-C stops it')
  .option('--role <role>', 'web, worker or all (ROLE)')
  .option('--port <port>', 'port to listen on (PORT)')
  .action((options: { role?: string; port?: string }) => {
    if (options.role) process.env['ROLE'] = options.role;
    if (options.port) process.env['PORT'] = options.port;
    return run(async (config) => (await import('./cli/start.ts')).start(config));
  });

program
  .command('migrate')
  .description('bring the database to this version and end')
  .action(() => run(async (config) => (await import('./cli/migrate.ts')).runMigrate(config)));

program
  .command('reset')
  .description('ask, then wipe all data of the embedded database')
  .option('--yes', 'do not ask')
  .action((options: { yes?: boolean }) =>
    run(async (config) => (await import('./cli/reset.ts')).reset(config, options)),
  );

program
  .command('import')
  .description('read public data sets into the registers')
  .command('areas <file>')
  .description('administrative units: the JSON of 34 provinces, or the CSV of old and new communes; safe to repeat')
  .action((file: string) => run(async (config) => (await import('./cli/import.ts')).importAreas(config, file)));

program
  .command('sign-on')
  .description('the sign-on of other systems')
  .command('rotate-keys')
  .description('change the keys that sign tokens at once, while the node runs; they change by themselves every 90 days')
  .action(() => run(async (config) => (await import('./cli/rotate-keys.ts')).rotateSigningKeys(config)));

const node = program
  .command('node')
  .description('this node among the nodes of the federation, see docs/operate/federation.md');
const json = ['--json', 'one line of JSON, for scripts'] as const;
node
  .command('key')
  .description('the id, address and key of this node; on the registrar also the key that the others pin')
  .option(...json)
  .action((options: { json?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).showKey(config, options)),
  );
node
  .command('join')
  .description('ask the registrar to take this node into the directory')
  .option(...json)
  .action((options: { json?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).joinFederation(config, options)),
  );
node
  .command('refresh')
  .description('fetch the directory of nodes now')
  .option(...json)
  .action((options: { json?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).refreshNodes(config, options)),
  );
node
  .command('recover [urls...]')
  .description(
    'on a registrar restored from a backup: take up the newest directory that other nodes have, and sign the next',
  )
  .option(...json)
  .action((urls: string[], options: { json?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).recover(config, urls, options)),
  );
node
  .command('list')
  .description('the nodes of the directory, who waits to join, and alarms')
  .option(...json)
  .action((options: { json?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).listNodes(config, options)),
  );
node
  .command('admit <node> <fingerprint>')
  .description('on the registrar: take a node into the directory whose whole fingerprint was compared')
  .action((nodeId: string, fingerprint: string) =>
    run(async (config) => (await import('./cli/node.ts')).admit(config, nodeId, fingerprint)),
  );
node
  .command('move <agencies> <node>')
  .description('on the registrar: give agencies (codes, with commas between) their home, or move them')
  .action((agencies: string, nodeId: string) =>
    run(async (config) => (await import('./cli/node.ts')).move(config, agencies, nodeId)),
  );
node
  .command('rotate')
  .description('make the next key of this node; both count for a week')
  .option('--registrar', 'on the registrar: change the key that signs the directory')
  .option('--at-once', 'the present key may be in other hands: it ends now')
  .action((options: { registrar?: boolean; atOnce?: boolean }) =>
    run(async (config) => (await import('./cli/node.ts')).rotate(config, options)),
  );

const exchange = program
  .command('exchange')
  .description('send and fetch documents as an agency’s program, see docs/integrate/exchange.md');
const asProgram = (command: Command): Command =>
  command
    .requiredOption('--url <address>', 'public address of the node')
    .requiredOption('--key <file>', 'private P-256 key of the program, PEM')
    .requiredOption('--keyid <keyid>', 'its name at the node: sys:<id>, or sys:<id>@<code> for an agency below')
    .option('--json', 'one line of JSON, for scripts');
asProgram(exchange.command('send [files...]'))
  .description('send files and hand the document over; the same command again is the same document')
  .requiredOption('--document <file>', 'JSON: the envelope without recipients and files')
  .option('--to <codes...>', 'codes of the recipients')
  .option('--group <refs...>', 'groups of recipients')
  .option('--send-key <key>', 'the sender’s own name for it; made of the content when left out')
  .option('--state <dir>', 'where unfinished uploads are noted')
  .action(async (files: string[], options: Parameters<typeof import('./cli/exchange/run.ts').runSend>[1]) =>
    (await import('./cli/exchange/run.ts')).runSend(files, options),
  );
asProgram(exchange.command('fetch'))
  .description('fetch all that waits, each document into a folder of its own')
  .requiredOption('--into <dir>', 'folder for the documents')
  .action(async (options: Parameters<typeof import('./cli/exchange/run.ts').runFetch>[0]) =>
    (await import('./cli/exchange/run.ts')).runFetch(options),
  );
asProgram(exchange.command('status <consignmentId>'))
  .description('where a document stands with each recipient')
  .action(async (id: string, options: import('./cli/exchange/run.ts').Common) =>
    (await import('./cli/exchange/run.ts')).runStatus(id, options),
  );

program
  .command('demo')
  .description('drive a running node through its public API as a parent and an officer')
  .option('--births <number>', 'how many births to register', '1')
  .option('--url <address>', 'the node (default: PUBLIC_URL)')
  .action((options: { births: string; url?: string }) =>
    run(async (config) => (await import('./cli/demo.ts')).demo(config, options)),
  );

program
  .command('demo-federation')
  .description(
    'three nodes on this machine that send each other documents; ends with one line of JSON and leaves nothing behind',
  )
  .option('--documents <number>', 'how many documents', '120')
  .option('--seed <number>', 'the same seed, the same traffic', '1')
  .action((options: { documents: string; seed: string }) =>
    run(async () => (await import('./cli/demo-federation.ts')).demoFederation(options)),
  );

program
  .command('evidence')
  .description('the record of what the node does, see docs/operate/evidence.md')
  .command('archive')
  .description('take sealed days that are old enough out of the database now, into files')
  .option('--days <number>', 'age in days instead of EVIDENCE_ARCHIVE_DAYS')
  .option(...json)
  .action((options: { days?: string; json?: boolean }) =>
    run(async (config) => (await import('./cli/archive-evidence.ts')).archiveEvidence(config, options)),
  );

program
  .command('verify <bundle>')
  .description('check a bundle of evidence from its file alone: no settings, no database, no network')
  .option('--ca <pem>', 'root certificates that you trust, instead of those in the bundle')
  .option('--tsa-ca <pem>', 'root certificates of time stamp authorities that you trust')
  .option(
    '--registrar <key>',
    'public key of the registrar of nodes (PEM or JWK): by it the directory in the bundle, and by that its certificates',
  )
  .option('--file <path...>', 'files that came with the document, to be compared with its envelope')
  .action((bundle: string, options: { ca?: string; tsaCa?: string; registrar?: string; file?: string[] }) =>
    import('./cli/verify.ts').then(({ verifyBundle }) => verifyBundle(bundle, options)).catch(endWith),
  );

program
  .command('doctor')
  .description('look at the machine, the settings, the data and the chain of evidence, and say what is wrong')
  .action(() => run(async (config) => (await import('./cli/doctor.ts')).doctor(config)));

await program.parseAsync();
