import sharp from 'sharp';

/** A photographed birth notification, drawn: a sheet of paper on a table, different for every child. */
export async function photographOfNotification(lines: readonly string[]): Promise<Buffer> {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = lines
    .map((line, index) => `<text x="150" y="${330 + index * 60}" font-size="34">${escape(line)}</text>`)
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600">
    <rect width="1200" height="1600" fill="#8a6f52"/><g transform="rotate(-1.5 600 800)">
    <rect x="80" y="80" width="1040" height="1440" fill="#fdfcf7"/>
    <g font-family="serif" fill="#222"><text x="600" y="190" font-size="40" text-anchor="middle">GIẤY CHỨNG SINH</text>${text}</g></g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}
