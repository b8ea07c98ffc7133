import { countUnread } from '#modules/notices/contract.ts';
import type { PageApi } from '#platform/web/api.ts';
import { frameData, type FrameData } from '#ui/index.ts';

/** The frame of a public page; a signed-in citizen also sees how many notices wait. */
export async function portalFrame(api: PageApi, request: Request): Promise<FrameData & { unread?: number }> {
  const frame = frameData(api, request);
  if (api.actor.kind !== 'citizen') return frame;
  const counted = await api.try(countUnread);
  // The page is worth showing without the count.
  return counted.ok ? { ...frame, unread: counted.answer.unread } : frame;
}
