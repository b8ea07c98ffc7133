import QRCode from 'qrcode';

/**
 * A QR code as SVG, for `assets: { 'qr.svg': await qrSvg(url) }` and `image("/assets/qr.svg")` in a template.
 * Level M: a printed code still reads with a fold or a stamp over 15 % of it.
 */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}
