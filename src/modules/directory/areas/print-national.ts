import { buildNationalAreas } from './national.ts';
import { parsePackage, readPackageText } from './read-package.ts';
import type { ImportReport } from './report.ts';

/** What this program prints, one JSON text a line, in this order: rows ready for the database, and the report. */
export interface BuiltAreas {
  areas: string;
  links: string;
  formerNames: string;
  report: ImportReport;
}

const { book, formerNames, report } = buildNationalAreas(parsePackage(readPackageText()));
const lines = [[...book.areas()], [...book.links()], formerNames, report];
process.stdout.write(lines.map((line) => JSON.stringify(line)).join('\n'));
