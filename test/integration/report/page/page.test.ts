import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../../../src/report/page/page.js';
import { reportOf } from '../../../../src/report/report.js';
import { readRun, readTrials } from '../../../../src/results/read-run.js';
import { everyBlock } from '../../../report/every-block.js';

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium';
const FIXTURES = fileURLToPath(new URL('../../../fixtures/results/', import.meta.url));

let folder = '';
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-page-'));
  // Tests may run as root, which Chromium's sandbox refuses.
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const archive = join(FIXTURES, 'rfc2544');
  const [run, { trials }] = await Promise.all([readRun(archive), readTrials(archive)]);
  await writeFile(join(folder, 'every.html'), pageOf(everyBlock()));
  await writeFile(join(folder, 'rfc2544.html'), pageOf(reportOf(run, trials, { folder: 'x' })));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a page and records its console messages and requests. */
const opened = async (name: string, options: Parameters<Browser['newPage']>[0] = {}) => {
  const page = await browser.newPage(options);
  const seen: string[] = [];
  page.on('console', (message) => seen.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('request', (request) => {
    // The empty icon is no request that leaves the page.
    if (request.url() !== 'data:,') seen.push(`request: ${request.url()}`);
  });
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  await page.goto(url);
  return { page, others: () => seen.filter((each) => each !== `request: ${url}`) };
};

const visible = (page: Page, selector: string): Promise<number> =>
  page.locator(`${selector}:visible`).count();

describe('the page in a browser', () => {
  it.each(['every', 'rfc2544'])('draws its charts and makes no requests: %s', async (name) => {
    const { page, others } = await opened(name);
    expect(await visible(page, 'svg.chart')).toBeGreaterThan(2);
    expect(await visible(page, '.narrow svg.chart')).toBe(0);
    await page.mouse.move(400, 500);
    expect(others()).toEqual([]);
    expect(await page.title()).not.toBe('1');
    await page.close();
  });

  it.each(['every', 'rfc2544'])('fits a screen of 390 pixels: %s', async (name) => {
    const { page } = await opened(name, { viewport: { width: 390, height: 800 } });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await visible(page, '.narrow svg.chart')).toBeGreaterThan(2);
    expect(await visible(page, '.wide svg.chart')).toBe(0);
    await page.close();
  });

  it('leaves out a series by the legend, shows a part of the axis, and is read out by keys', async () => {
    const { page, others } = await opened('every');
    const figure = page.locator('figure').first();
    const lines = figure.locator('.wide path.line');
    expect(await lines.count()).toBe(2);
    const key = figure.locator('.legend button').first();
    await key.focus();
    await page.keyboard.press('Enter');
    expect(await key.getAttribute('aria-pressed')).toBe('false');
    expect(await lines.count()).toBe(1);
    const before = await lines.getAttribute('d');
    await figure.locator('.zoom .from').focus();
    await page.keyboard.press('ArrowRight');
    expect(await lines.getAttribute('d')).not.toBe(before);
    await figure.locator('.chart-box.wide').focus();
    await page.keyboard.press('End');
    expect(await figure.locator('output').textContent()).toBe(
      'offered load 500 kpps: softnet-macvlan 200 kpps (198 kpps to 201 kpps), n 3',
    );
    expect(others()).toEqual([]);
    await page.close();
  });

  it('finds and sorts the rows of a long table', async () => {
    const { page } = await opened('every');
    await page.locator('#trials summary').first().click();
    await page.locator('#trials summary').last().click();
    const rows = page.locator('#trials tbody tr');
    expect(await rows.count()).toBe(100);
    await page.locator('#trials .more').click();
    expect(await rows.count()).toBe(150);
    await page.locator('#trials th button').first().click();
    await page.locator('#trials th button').first().click();
    expect(await rows.first().locator('td').first().textContent()).toBe('150');
    await page.locator('#trials .find').fill('napi');
    expect(await rows.count()).toBe(75);
    await page.close();
  });

  it('is dark if the system is, and by its switch', async () => {
    const { page } = await opened('every', { colorScheme: 'dark' });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await background()).toBe('rgb(17, 21, 26)');
    await page.locator('.theme').click();
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  it.each(['every', 'rfc2544'])(
    'unfolds on paper, is light, fits, leaves out what is long: %s',
    async (name) => {
      const { page } = await opened(name, { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
      expect(await visible(page, 'nav')).toBe(0);
      expect(await visible(page, '.long-table')).toBe(0);
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('details:not([open])').count()).toBe(
        await page.locator('.long-table details').count(),
      );
      // As wide as what A4 leaves between its margins.
      await page.setViewportSize({ width: 718, height: 1100 });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      expect((await page.pdf()).length).toBeGreaterThan(10_000);
      await page.close();
    },
  );

  it('has all figures and their numbers without JavaScript', async () => {
    const { page } = await opened('every', { javaScriptEnabled: false });
    expect(await visible(page, 'svg.chart')).toBe(4);
    expect(await page.locator('.table tbody tr').count()).toBeGreaterThan(110);
    expect(await visible(page, '.live')).toBe(0);
    await page.close();
  });
});
