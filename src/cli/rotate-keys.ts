import type { Config } from '#platform/config.ts';
import { withHouseOf } from './with-house.ts';

/**
 * `lienthong sign-on rotate-keys`: for the day on which a key may have been seen. The node keeps running: its processes hear of it, and
 * sign with the next key, which every system knows already.
 */
export async function rotateSigningKeys(config: Config): Promise<void> {
  const { rotated } = await withHouseOf(config, (house) => house.doors.signOn.rotateKeys());
  console.log(
    `Changed: ${rotated.join(', ')}. The old keys stay published for a week, so that tokens given out before remain valid.`,
  );
}
