import { PDFDocument } from 'pdf-lib';
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';

/** A whole PDF of that many blank A4 pages. `streams: false` writes the old way, without object streams. */
export async function pdfOf(pages: number, { streams = true } = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return Buffer.from(await document.save({ useObjectStreams: streams }));
}

/** A PDF whose trailer declares encryption, as every password-protected one does. */
export async function lockedPdf(): Promise<Buffer> {
  const plain = (await pdfOf(1, { streams: false })).toString('latin1');
  return Buffer.from(plain.replace('trailer\n<<', 'trailer\n<<\n/Encrypt 9 0 R'), 'latin1');
}

/** The head of a Windows program, then padding. */
export function program(bytes = 4096): Buffer {
  const exe = Buffer.alloc(bytes, 0x90);
  exe.write('MZ\x90\x00\x03', 0, 'latin1');
  exe.writeUInt32LE(0x80, 0x3c);
  exe.write('PE\0\0', 0x80, 'latin1');
  return exe;
}

/** A picture, left half red and right half blue, with a GPS position and a camera's name in its EXIF. */
export function photo(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  { width = 400, height = 300, orientation = 1 } = {},
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#cc0000' } })
    .composite([
      {
        input: {
          create: { width: Math.floor(width / 2), height, channels: 3, background: '#0066cc' },
        },
        left: Math.ceil(width / 2),
        top: 0,
      },
    ])
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'MayAnhThu' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 35/1 0/1' },
    })
    .toFormat(format)
    .toBuffer();
}

/** A HEIC picture of 640 × 480 px, as an iPhone makes it, with a GPS position. */
export function heicPhoto(): Promise<Buffer> {
  return readFile(new URL('./fixtures/phone-photo.heic', import.meta.url));
}

/** A ZIP with one file in it. */
export function zip(): Buffer {
  const name = Buffer.from('a.txt');
  const data = deflateRawSync(Buffer.from('xin chào'));
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 0, 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 0, 'latin1');
  central.writeUInt32LE(data.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, name, data, central, name, end]);
}
