import { randomBytes } from 'node:crypto';

/** A PDF of 200 KB that is nobody else's: the header, and a page's worth of noise in a stream. */
export function pdfOfSize(bytes: number): Buffer {
  const head = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n',
  );
  const noise = randomBytes(Math.ceil((bytes * 3) / 4)).toString('base64');
  const stream = Buffer.from(`4 0 obj\n<< /Length ${noise.length + 2} >>\nstream\n% ${noise}\nendstream\nendobj\n`);
  const body = Buffer.concat([head, stream]);
  const offsets = [1, 2, 3, 4].map((n) => body.indexOf(`${n} 0 obj`));
  const table = `xref\n0 5\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  const tail = `trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(table + tail)]);
}
