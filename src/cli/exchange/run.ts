import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchAll, send, status } from './commands.ts';
import { CallFailure, ProgramClient, readKeyFile } from './program-client.ts';

/** What every command of `lienthong exchange` takes. */
export interface Common {
  url: string;
  key: string;
  keyid: string;
  json?: boolean;
}

/** Exit status for scripts: as in sysexits.h, 75 is "try again later". */
const REFUSED = 1;
const TRY_AGAIN = 75;

export async function runSend(
  files: string[],
  options: Common & { to?: string[]; group?: string[]; document: string; sendKey?: string; state?: string },
): Promise<void> {
  await answering(options, async (client) => {
    const sent = await send(client, {
      files,
      document: options.document,
      to: options.to ?? [],
      groups: options.group ?? [],
      ...(options.sendKey ? { key: options.sendKey } : {}),
      stateDir: options.state ?? join(homedir(), '.local', 'state', 'lienthong'),
    });
    return [sent, `${sent.repeated ? 'Taken over before' : 'Taken over'}: ${sent.consignmentId}`];
  });
}

export async function runFetch(options: Common & { into: string }): Promise<void> {
  await answering(options, async (client) => {
    const fetched = await fetchAll(client, options.into, ({ folder }) => {
      if (!options.json) process.stdout.write(`${folder}\n`);
    });
    return [{ fetched }, `Fetched: ${fetched.length}`];
  });
}

export async function runStatus(consignmentId: string, options: Common): Promise<void> {
  await answering(options, async (client) => {
    const found = await status(client, consignmentId);
    const lines = found.deliveries.map(
      ({ recipient, transport, business }) => `${recipient.code}\t${transport}\t${business ?? '-'}\t${recipient.name}`,
    );
    return [found, lines.join('\n')];
  });
}

/** One line of JSON or words for people on the standard output; what went wrong on the other. */
async function answering(
  { url, key, keyid, json }: Common,
  work: (client: ProgramClient) => Promise<[unknown, string]>,
): Promise<void> {
  try {
    const [answer, words] = await work(
      new ProgramClient({ url: url.replace(/\/$/, ''), keyid, key: readKeyFile(key) }),
    );
    process.stdout.write(`${json ? JSON.stringify(answer) : words}\n`);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const { code, message, again } = error;
    process.stderr.write(json ? `${JSON.stringify({ code, message, again })}\n` : `✗ ${message} (${code})\n`);
    process.exitCode = again ? TRY_AGAIN : REFUSED;
  }
}
