/** A small PDF of its own for each document: one page with a line of text, and as many bytes beside it as the traffic asks for. */
export function makePaper(line: string, filling: Buffer): Buffer {
  const page = `BT /F1 14 Tf 60 760 Td (${line.replace(/[^ -~]|[()\\]/g, '?')}) Tj ET`;
  const objects: (string | Buffer)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    ],
    [`<< /Length ${page.length} >>\nstream\n${page}\nendstream`],
    [`<< /Length ${filling.length} >>\nstream\n`, filling, '\nendstream'],
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const write = (piece: string | Buffer): void => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    write(`${index + 1} 0 obj\n`);
    for (const piece of object) write(piece);
    write('\nendobj\n');
  }
  const table = at;
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) write(`${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}
