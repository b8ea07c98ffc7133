/** The addresses of the filing pages. `id` is a draft's id, or a procedure's code as long as nothing was answered. */
export const paths = {
  start: (procedureCode: string): string => `/nop-ho-so/${encodeURIComponent(procedureCode)}`,
  question: (id: string, pageId: string, changing = false): string =>
    `/nop-ho-so/${encodeURIComponent(id)}/${encodeURIComponent(pageId)}${changing ? `?${CHANGING}=1` : ''}`,
  check: (draftId: string): string => `/nop-ho-so/${draftId}/kiem-tra`,
  stopped: (draftId: string, from: string): string => `/nop-ho-so/${draftId}/dung-lai?tu=${encodeURIComponent(from)}`,
  done: (dossierId: string): string => `/nop-ho-so/${dossierId}/xong`,
  procedure: (procedureCode: string): string => `/thu-tuc/${encodeURIComponent(procedureCode)}`,
  track: (code: string): string => `/tra-cuu?ma=${encodeURIComponent(code)}`,
  myDossier: (dossierId: string): string => `/cua-toi/ho-so/${dossierId}`,
};

/** In the query of a question that was opened from the check-answers page and returns there. */
export const CHANGING = 'sua';

export function isChanging(request: Request): boolean {
  return new URL(request.url).searchParams.has(CHANGING);
}
