import { spawnSync, type SpawnOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The operating-system user that a PostgreSQL server started by root runs as; it refuses to run as root itself. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

const CANDIDATES = ['lienthong', 'postgres'];

/** undefined for an ordinary user, who runs the server himself. Makes the system user `lienthong` where root has none. */
export function findServerUser(): ServerUser | undefined {
  if (userInfo().uid !== 0) return undefined;
  const known = CANDIDATES.map(lookUp).find((user) => user !== undefined);
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'lienthong'], {
    stdio: 'ignore',
  });
  return lookUp('lienthong') ?? lookUp('nobody');
}

function lookUp(name: string): ServerUser | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

export interface Launcher {
  command: string;
  args: string[];
  options: SpawnOptions;
}

/**
 * How to start `binary` as that user. A clone under /root cannot be entered by another user; there, and only
 * there, the server keeps the one capability that lets it through (setpriv, part of every Debian).
 */
export function launcherFor(binary: string, data: string, user: ServerUser | undefined): Launcher {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  if (!user) return { command: binary, args: [], options: { cwd: '/', env } };
  if (mayReach(binary, user) && mayReach(data, user))
    return { command: binary, args: [], options: { uid: user.uid, gid: user.gid, cwd: '/', env } };
  return {
    command: 'setpriv',
    args: [
      // initdb and postgres ask access(2) whether they may run themselves; it leaves capabilities out unless told.
      '--securebits=+no_setuid_fixup',
      'setpriv',
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      binary,
    ],
    options: { cwd: '/', env },
  };
}

function mayReach(path: string, user: ServerUser): boolean {
  return spawnSync('test', ['-r', path], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}
