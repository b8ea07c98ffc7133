import { entryName } from './close-payload.ts';

const DATE_FROM = 1980;
const UTF8_NAME = 0x0800;
const REGULAR_FILE = (0o100644 << 16) >>> 0;

/**
 * What stands before and after a file in an archive that holds it alone, as it is: so that whoever has the file can put the archive together
 * with `cat`. Nothing here depends on a compressor, whose next version may write other bytes.
 */
export function storedZip(
  file: { name: string; bytes: number; crc32: number },
  at: Date,
): { head: Buffer; tail: Buffer } {
  const name = Buffer.from(entryName(file.name));
  const common = Buffer.alloc(26);
  common.writeUInt16LE(10, 0);
  common.writeUInt16LE(UTF8_NAME, 2);
  common.writeUInt16LE(0, 4);
  common.writeUInt16LE(timeOf(at), 6);
  common.writeUInt16LE(dateOf(at), 8);
  common.writeUInt32LE(file.crc32, 10);
  common.writeUInt32LE(file.bytes, 14);
  common.writeUInt32LE(file.bytes, 18);
  common.writeUInt16LE(name.length, 22);
  const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name]);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE(REGULAR_FILE, 6);
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    // Made under Unix, for the mode above.
    Buffer.from([10, 3]),
    common,
    attributes,
    name,
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(head.length + file.bytes, 12);
  return { head, tail: Buffer.concat([directory, Buffer.from('PK\x05\x06', 'latin1'), end]) };
}

const timeOf = (at: Date): number => (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
const dateOf = (at: Date): number =>
  ((at.getUTCFullYear() - DATE_FROM) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
