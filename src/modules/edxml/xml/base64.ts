import { edxmlProblem } from '../errors.ts';

const SPACE = /[\t\n\r ]+/g;

/** Looks at base64 as it comes by and refuses everything else: other characters, text after the padding, a piece too short or too long. */
export function watchBase64() {
  let significant = 0;
  let padding = 0;
  return {
    take(bytes: Buffer): void {
      const text = bytes.toString('latin1').replace(SPACE, '');
      if (text === '') return;
      const found = /^[A-Za-z0-9+/]*(={0,2})$/.exec(text);
      if (!found || (padding > 0 && found[1]?.length !== text.length)) throw edxmlProblem('bad-base64');
      significant += text.length;
      padding += found[1]?.length ?? 0;
      if (padding > 2) throw edxmlProblem('bad-base64');
    },
    end(): void {
      if (significant % 4 !== 0) throw edxmlProblem('bad-base64');
    },
  };
}

/** The bytes behind base64 that has been looked at. */
export async function* decodeBase64(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = '';
  for await (const piece of source) {
    const text = rest + piece.toString('latin1').replace(SPACE, '');
    const whole = text.length - (text.length % 4);
    rest = text.slice(whole);
    if (whole > 0) yield Buffer.from(text.slice(0, whole), 'base64');
  }
}

export async function* encodeBase64(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const piece of source) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : Buffer.from(piece);
    const whole = bytes.length - (bytes.length % 3);
    rest = Buffer.from(bytes.subarray(whole));
    if (whole > 0) yield bytes.toString('base64', 0, whole);
  }
  if (rest.length > 0) yield rest.toString('base64');
}
