/** The kinds of content that the store takes. A name or a browser's word never decides which one it is. */
export const CONTENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;

/** One of the media types that are accepted. */
export type ContentType = (typeof CONTENT_TYPES)[number];

/** Extensions that tell the truth about each type; the first is given to a file that has none of them. */
export const EXTENSIONS: Record<ContentType, readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif', '.hif'],
};

/** Is it a picture (and so has a viewing copy)? */
export function isPicture(type: ContentType): boolean {
  return type !== 'application/pdf';
}

/** Why content is refused; each is a problem code of this room. */
export type ContentRefusal = 'empty' | 'type-not-accepted' | 'password-protected' | 'truncated' | 'too-many-pixels';

/** What an inspection finds: what the bytes truly are, or why they are refused. */
export type Inspection = { ok: true; content: InspectedContent } | { ok: false; why: ContentRefusal };

/** What is known of accepted content. Sizes are in pixels after the camera's orientation is applied. */
export interface InspectedContent {
  type: ContentType;
  pages?: number;
  width?: number;
  height?: number;
  /** A JPEG of at most 1600 × 1600 px without any metadata, upright; only for pictures. */
  viewingCopy?: Buffer;
}
