import { buildHouse, type House } from '#app';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { assemble } from '#platform/node.ts';
import { joinRunning } from './doctor.ts';
import { openServer } from './open-server.ts';

/**
 * `lienthong sign-on rotate-keys`: for the day on which a key may have been seen. The node keeps running: its processes hear of it, and
 * sign with the next key, which every system knows already.
 */
export async function rotateSigningKeys(config: Config): Promise<void> {
  const running = await fetch(`${config.publicUrl}/health/ready`).then(
    () => true,
    () => false,
  );
  const server = running && !config.database.url ? joinRunning(config) : await openServer(config);
  try {
    let house: House | undefined;
    const node = await assemble({
      config: { ...config, role: 'worker' },
      log: createLog('silent'),
      clock: systemClock,
      owner: server.owner,
      app: server.app,
      build(deps) {
        house = buildHouse(deps);
        return house;
      },
    });
    try {
      const rotated = (await house?.doors.signOn.rotateKeys())?.rotated ?? [];
      console.log(
        `Changed: ${rotated.join(', ')}. The old keys stay published for a week, so that tokens given out before remain valid.`,
      );
    } finally {
      await node.stop();
    }
  } finally {
    await server.close();
  }
}
