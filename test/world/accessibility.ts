import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/** axe itself, as the library that runs it in Playwright brings it. */
const { source } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))(
  'axe-core',
) as typeof axe;

/** What WCAG 2.2 AA demands. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds wrong in the page that is open, one line for each rule. Only that leaves the browser: axe also lists every element that
 * kept every rule, and to send and read this list costs more than to make it (0.41 s of a processor a page; so, 0.15 s).
 * @param tags of the rules; without them, all rules
 */
export async function violationsOf(page: Page, tags?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (wanted) => {
    const { axe: reader } = window as unknown as { axe: typeof axe };
    const { violations } = await reader.run({
      resultTypes: ['violations'],
      ...(wanted ? { runOnly: { type: 'tag', values: [...wanted] } } : {}),
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n    ${nodes.map((node) => `${node.target.join(' ')}  ${node.failureSummary?.split('\n').at(1)?.trim() ?? ''}`).join('\n    ')}`,
    );
  }, tags);
}
