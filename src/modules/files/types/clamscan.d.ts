declare module 'clamscan' {
  import type { Readable } from 'node:stream';

  interface ClamOptions {
    clamscan?: { active: boolean };
    clamdscan?: {
      socket?: string;
      host?: string;
      port?: number;
      timeout?: number;
      localFallback?: boolean;
      bypassTest?: boolean;
    };
    preference?: 'clamdscan' | 'clamscan';
  }
  export default class NodeClam {
    init(options: ClamOptions): Promise<NodeClam>;
    /** `isInfected` is null or absent when the daemon's answer was not understood. */
    scanStream(stream: Readable): Promise<{ isInfected?: boolean | null; viruses: string[] }>;
  }
}
