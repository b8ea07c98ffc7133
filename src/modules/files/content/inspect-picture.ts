import sharp, { type Sharp } from 'sharp';
import { decodeHeic } from './decode-heic.ts';
import type { ContentType } from './types.ts';

/** The longer side of a viewing copy, in pixels: an A4 page photographed is legible, and it is about 300 kB. */
export const VIEWING_SIDE = 1600;
/** The largest picture that is unpacked: 12,000 × 8,300. A "bomb" of a few kB declares thousands of megapixels. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SECONDS = 20;

// Nobody sends the same picture twice in a row: a cache would only hold memory.
sharp.cache(false);

/** What is found in a picture, or why it is refused. Width and height are those a person sees (upright). */
export type PictureInspection =
  | { ok: true; width: number; height: number; viewingCopy: Buffer }
  | { ok: false; why: 'truncated' | 'too-many-pixels' };

/**
 * Unpacks the whole picture once, which proves that it is whole, and makes the viewing copy of it: upright, at most
 * {@link VIEWING_SIDE} px, JPEG, without place, time, camera or any other metadata. The original is not touched.
 */
export async function inspectPicture(bytes: Buffer, type: ContentType): Promise<PictureInspection> {
  try {
    if (type !== 'image/heic') return await inspectWithSharp(bytes);
    const pixels = await decodeHeic(bytes);
    if (!pixels.ok) return pixels;
    const { width, height, rgba } = pixels;
    // The decoder has already turned the picture; its orientation tag must not turn it again.
    const copy = await viewingCopyOf(sharp(rgba, { raw: { width, height, channels: 4 } }));
    return { ok: true, width, height, viewingCopy: copy };
  } catch {
    return { ok: false, why: 'truncated' };
  }
}

async function inspectWithSharp(bytes: Buffer): Promise<PictureInspection> {
  const { width, height, autoOrient } = await sharp(bytes, {
    limitInputPixels: false,
  }).metadata();
  if (width * height > MOST_PIXELS) return { ok: false, why: 'too-many-pixels' };
  const picture = sharp(bytes, {
    // "error" refuses missing or broken pixels; "warning" would also refuse phones' odd but harmless metadata.
    failOn: 'error',
    limitInputPixels: MOST_PIXELS,
    sequentialRead: true,
  }).autoOrient();
  return { ok: true, ...autoOrient, viewingCopy: await viewingCopyOf(picture) };
}

function viewingCopyOf(picture: Sharp): Promise<Buffer> {
  return picture
    .resize({
      width: VIEWING_SIDE,
      height: VIEWING_SIDE,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80 })
    .timeout({ seconds: LONGEST_SECONDS })
    .toBuffer();
}
