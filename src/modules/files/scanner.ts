import { Readable } from 'node:stream';
import ClamScan from 'clamscan';

/** A program that knows viruses. */
export interface Scanner {
  /** Rejects when it gives no clear answer; the caller asks again later. */
  scan(bytes: Buffer): Promise<{ infected: false } | { infected: true; threat: string }>;
}

const LONGEST = 60_000;

/**
 * ClamAV's daemon over its socket (INSTREAM).
 *
 * @param address a socket's path, or `host:port`
 */
export function createClamAv(address: string): Scanner {
  const tcp = /^\[?([^/\]]+)\]?:(\d+)$/.exec(address);
  const place = tcp ? { host: tcp[1], port: Number(tcp[2]) } : { socket: address };
  return {
    async scan(bytes) {
      // A fresh client each time: one that failed to reach the daemon once stays unusable.
      const client = await new ClamScan().init({
        clamscan: { active: false },
        clamdscan: { ...place, timeout: LONGEST, localFallback: false, bypassTest: true },
        preference: 'clamdscan',
      });
      const answer = await withinTime(client.scanStream(Readable.from([bytes])));
      // The library answers an error object, or null, where the daemon was not clear; neither is "clean".
      if (answer.isInfected === false) return { infected: false };
      if (answer.isInfected === true) return { infected: true, threat: answer.viruses.join(', ') };
      throw new Error('ClamAV gave no clear answer');
    },
  };
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    alarm = setTimeout(() => reject(new Error('ClamAV did not answer in time')), LONGEST);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(alarm);
  }
}
