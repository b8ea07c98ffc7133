import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Response } from 'playwright-core';
import { violationsOf, WCAG } from './accessibility.ts';

/** Somebody with a browser. What the browser complains about is remembered and fails the next `inspect`. */
export interface Visitor {
  page: Page;
  /** Another tab of the same browser. */
  tab(): Promise<Page>;
  /**
   * Fails where the page that is open breaks a promise that every page makes: accessible (axe, WCAG 2.2 AA), no sideways
   * scrolling, one h1, language and title given, composed Vietnamese letters, and a silent console.
   */
  inspect(expected?: Inspection, page?: Page): Promise<void>;
  close(): Promise<void>;
}

export interface Inspection {
  /** 'public': no script at all. */
  scripts?: 'none' | 'allowed';
  lang?: 'vi' | 'en';
  /** Inspect the same page in this width too. */
  alsoAt?: number;
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext({ ...options, baseURL: url, locale: 'vi-VN', acceptDownloads: true });
  const complaints: string[] = [];
  context.on('console', (message: ConsoleMessage) => {
    // A refused form is answered with status 422, which Chromium reports as if something had failed to load.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`));
  context.on('response', (response: Response) => {
    const status = response.status();
    const isAnswer = ['document', 'fetch', 'xhr'].includes(response.request().resourceType());
    if (status >= 500 || (status >= 400 && !isAnswer)) complaints.push(`${status} ${response.url()}`);
  });
  // Three browsers and their houses share two cores: what takes two seconds alone takes twenty at the worst moment of the suite.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const runsScripts = options.javaScriptEnabled !== false;
  let reader: Promise<Page> | undefined;
  return {
    page,
    tab: () => context.newPage(),
    async inspect(expected = {}, inspected = page) {
      const where = `${new URL(inspected.url()).pathname} «${await inspected.title()}»`;
      assert.deepEqual(complaints.splice(0), [], `the browser complained at ${where}`);
      await inspectDocument(inspected, expected, where);
      // axe needs timers, which do not run where scripts are off: there, a browser with scripts reads the same document.
      const readable = runsScripts ? inspected : await (reader ??= openReader(browser, url));
      if (!runsScripts) await copyInto(readable, inspected);
      const size = inspected.viewportSize();
      for (const width of [size?.width ?? 0, ...(expected.alsoAt ? [expected.alsoAt] : [])]) {
        if (width !== readable.viewportSize()?.width)
          await readable.setViewportSize({ width, height: size?.height ?? 800 });
        await refuseOverflow(readable, `${where} at ${width} px`);
        await refuseViolations(readable, `${where} at ${width} px`);
      }
      if (size && readable.viewportSize()?.width !== size.width) await readable.setViewportSize(size);
    },
    async close() {
      await (await reader)?.context().close();
      await context.close();
    },
  };
}

async function inspectDocument(page: Page, expected: Inspection, where: string): Promise<void> {
  assert.equal(await page.locator('h1').count(), 1, `exactly one h1 at ${where}`);
  assert.equal(await page.locator('html').getAttribute('lang'), expected.lang ?? 'vi', `language of ${where}`);
  assert.match(await page.title(), /\S – Liên Thông/, `title of ${where}`);
  const html = await page.content();
  assert.ok(html === html.normalize('NFC'), `letters are composed (NFC) at ${where}`);
  if (expected.scripts === 'none') assert.equal(await page.locator('script').count(), 0, `no script at ${where}`);
}

async function refuseOverflow(page: Page, where: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const wide = await page.evaluate(
    (limit) =>
      document.documentElement.scrollWidth <= limit
        ? []
        : [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > limit + 1)
            .slice(0, 5)
            .map(
              (element) =>
                `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.textContent ?? '').slice(0, 60)}`,
            ),
    width,
  );
  assert.deepEqual(wide, [], `nothing is wider than the screen at ${where}`);
}

async function refuseViolations(page: Page, where: string): Promise<void> {
  const found = await violationsOf(page, WCAG);
  assert.deepEqual(found, [], `axe finds nothing at ${where}:\n${found.join('\n')}`);
}

async function openReader(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${url}/robots.txt`);
  return page;
}

/** The document as it stands, with its style sheets and without its scripts. */
async function copyInto(reader: Page, page: Page): Promise<void> {
  const size = page.viewportSize();
  if (size) await reader.setViewportSize(size);
  const html = (await page.content()).replace(/<script\b[^>]*>.*?<\/script>/gs, '');
  await reader.setContent(html, { waitUntil: 'load' });
}
