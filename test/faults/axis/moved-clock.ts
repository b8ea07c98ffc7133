// Loaded before everything else into a node of the run of faults (NODE_OPTIONS): its clock goes ahead by as many milliseconds as the file CLOCK_FILE
// says, also while it runs. What the process then calls now, its signatures, holds, ends and jobs, is of that time. The waits of timers stay real.
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_FILE'];
if (file) {
  const Real = Date;
  let ahead = 0;
  const look = (): void => {
    const said = Number(readFileSync(file, 'utf8'));
    if (Number.isFinite(said)) ahead = said;
  };
  look();
  setInterval(look, 25).unref();
  const now = (): number => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
    get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}
