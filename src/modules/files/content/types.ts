/** The kinds of content that people send. A name or a browser's word never decides which one it is. */
export const CONTENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/** What agencies send each other besides: what their offices write, draw, film and pack. Nothing that runs when it is opened. */
export const AXIS_TYPES = [
  ...CONTENT_TYPES,
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
  `${OPEN}.text`,
  `${OPEN}.spreadsheet`,
  `${OPEN}.presentation`,
  'application/x-cfb',
  'application/rtf',
  'application/xml',
  'text/plain',
  'image/tiff',
  'image/gif',
  'image/bmp',
  'image/vnd.dwg',
  'application/zip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/gzip',
  'video/mp4',
  'audio/mpeg',
] as const;

/** One of the media types that are accepted. */
export type ContentType = (typeof AXIS_TYPES)[number];

/** Extensions that tell the truth about each type; the first is given to a file that has none of them. */
export const EXTENSIONS: Record<ContentType, readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif', '.hif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['.pptx'],
  'application/vnd.oasis.opendocument.text': ['.odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['.ods'],
  'application/vnd.oasis.opendocument.presentation': ['.odp'],
  // The older office formats share one container; an installer packed in it opens as a broken letter.
  'application/x-cfb': ['.doc', '.xls', '.ppt'],
  'application/rtf': ['.rtf', '.doc'],
  'application/xml': ['.xml', '.gml', '.kml', '.xsd'],
  'text/plain': ['.txt', '.csv', '.json', '.md', '.log', '.xml'],
  'image/tiff': ['.tif', '.tiff'],
  'image/gif': ['.gif'],
  'image/bmp': ['.bmp'],
  'image/vnd.dwg': ['.dwg'],
  'application/zip': ['.zip', '.edxml', '.kmz'],
  'application/x-7z-compressed': ['.7z'],
  'application/x-rar-compressed': ['.rar'],
  'application/gzip': ['.gz', '.tgz'],
  'video/mp4': ['.mp4', '.m4v'],
  'audio/mpeg': ['.mp3'],
};

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
