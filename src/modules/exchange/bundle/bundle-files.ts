export type Files = ReadonlyMap<string, Buffer>;

/** Notes what was looked at: the sentences (vi, en) for when it is good, and for when it is not. */
export type Find = (ok: boolean, good: [string, string], bad: [string, string]) => void;

/** @throws Error where the bundle lacks it */
export function part(files: Files, name: string): Buffer {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`There is no ${name}.`);
  return bytes;
}

export const text = (files: Files, name: string): string => part(files, name).toString();
export const read = <Value>(files: Files, name: string): Value => JSON.parse(text(files, name)) as Value;
