/** The longest name that is kept, in Unicode characters (code points), extension included. */
export const LONGEST_NAME = 200;

/** What a file is called when nothing usable is left of the name that came with it. */
export const NAMELESS = 'tep-khong-ten';

/** Longest tail after the last dot that still counts as an extension. */
const LONGEST_EXTENSION = 10;

// Control characters (NUL among them), invisible format characters (bidirectional overrides turn "gpj.exe" into
// "exe.jpg" on the screen), line separators, private use, unassigned and lone surrogates.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;
// What Windows refuses in a name; the officer who saves the file must not be stopped by it.
const UNSAVABLE = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;

/**
 * The name under which a file is kept and shown: NFC, one line, no path, nothing invisible, at most
 * {@link LONGEST_NAME} characters with the extension kept. Never fails and never decides a type: a person cannot be
 * asked to mend a name that the phone invented. Cleaning a clean name changes nothing.
 *
 * @param given the name as the browser sent it: any text at all
 */
export function cleanName(given: string): string {
  // Tabs and line breaks part words, so they become a space; everything else unseen vanishes.
  const visible = given
    .replace(/[\t\n\v\f\r]+/g, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC');
  const last = visible.slice(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
  const plain = tidyEnds(last.replace(UNSAVABLE, '-').replace(/\s+/gu, ' '));
  if (plain === '') return NAMELESS;
  return shorten(DEVICE.test(plain) ? `_${plain}` : plain);
}

/** Splits at the last dot; a tail longer than ten characters or with a space is part of the name. */
export function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const tail = name.slice(dot + 1);
  if (dot <= 0 || tail === '' || tail.length > LONGEST_EXTENSION || !/^[\p{L}\p{N}]+$/u.test(tail))
    return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/**
 * The clean name with an extension that tells the truth: `don.exe` whose content is a JPEG becomes `don.exe.jpg`, so
 * that a computer opens it as what it is.
 *
 * @param extensions those that fit the type, the preferred one first, with the dot and in lower case
 */
export function nameWithExtension(name: string, extensions: readonly string[]): string {
  const clean = cleanName(name);
  const [preferred] = extensions;
  if (preferred === undefined || extensions.includes(splitName(clean).extension.toLowerCase())) return clean;
  return shorten(`${clean}${preferred}`);
}

function shorten(name: string): string {
  if (countOf(name) <= LONGEST_NAME) return name;
  const { stem, extension } = splitName(name);
  const letters = [...stem];
  let room = LONGEST_NAME - countOf(extension);
  // A letter is never parted from its marks (some tone marks have no composed form).
  while (room > 0 && /^\p{M}$/u.test(letters[room] ?? '')) room -= 1;
  return (tidyEnds(letters.slice(0, Math.max(room, 0)).join('')) || NAMELESS).slice(0) + extension;
}

function countOf(text: string): number {
  return [...text].length;
}

/** Leading dots hide a file on Unix; trailing dots and spaces are dropped by Windows and so change the name. */
function tidyEnds(name: string): string {
  return name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
}
