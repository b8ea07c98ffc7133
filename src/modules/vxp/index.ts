import { listen } from '#platform/events.ts';
import type { RoomParts } from '#platform/room.ts';
import { sweepSpooled } from '#modules/edxml/index.ts';
import { job } from '#platform/jobs.ts';
import { statusReported } from '#modules/exchange/events.ts';
import type { VxpDeps } from './deps.ts';
import { keepStatus } from './keep-status.ts';
import { mountVxp, MOUNTED_AT } from './wire/mount.ts';

export type { VxpDeps } from './deps.ts';

/** The border to clients of the older document axis (VXP): edXML packets over REST, with parameters in headers. */
export interface Vxp {
  parts: RoomParts;
}

export function createVxp(deps: VxpDeps): Vxp {
  return {
    parts: {
      name: 'vxp',
      listeners: [listen(statusReported, 'vxp.keep-status', async ({ payload }) => keepStatus(deps, payload))],
      jobs: [
        job(
          'vxp.sweep-spooled',
          async (_payload, { log }) => {
            const swept = await sweepSpooled(deps.clock.now());
            if (swept > 0) log.info({ swept }, 'packets that killed processes left behind were taken away');
          },
          { every: '17 3 * * *' },
        ),
      ],
      protocols: [{ prefix: MOUNTED_AT, mount: (fastify) => mountVxp(fastify, deps) }],
    },
  };
}
