import { getFile, removeFile, type StoredFile } from '#modules/files/contract.ts';
import type { PageApi } from '#platform/web/api.ts';

/** A received file as its question shows it. */
export interface PaperFile {
  id: string;
  name: string;
  type: string;
  /** '1,2 MB' */
  size: string;
  pages: number | null;
  isPicture: boolean;
  scan: StoredFile['scan'];
}

const TYPE_NAMES: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
};

/** The files of an answer that are still there, and whether any is not. */
export async function viewPapers(api: PageApi, ids: readonly string[]): Promise<{ files: PaperFile[]; gone: boolean }> {
  const tried = await Promise.all(ids.slice(0, 50).map((fileId) => api.try(getFile, { params: { fileId } })));
  const files = tried.flatMap((one) => (one.ok ? [viewFile(one.answer, api.locale)] : []));
  return { files, gone: files.length < ids.length };
}

/** Takes a file back. One that is gone already, or that another dossier keeps, is only left out of the answer. */
export async function dropPaper(api: PageApi, fileId: string): Promise<void> {
  await api.try(removeFile, { params: { fileId } });
}

function viewFile(file: StoredFile, locale: 'vi' | 'en'): PaperFile {
  return {
    id: file.id,
    name: file.name,
    type: TYPE_NAMES[file.type] ?? file.type,
    size: sizeOf(file.bytes, locale),
    pages: file.pages ?? null,
    isPicture: file.type.startsWith('image/'),
    scan: file.scan,
  };
}

/** Bytes as people read them: 1258291 → '1,2 MB'. */
export function sizeOf(bytes: number, locale: 'vi' | 'en'): string {
  const format = (value: number, unit: string): string =>
    `${value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
  return bytes < 1024 * 1024 ? format(Math.max(1, Math.round(bytes / 1024)), 'KB') : format(bytes / 1024 / 1024, 'MB');
}
