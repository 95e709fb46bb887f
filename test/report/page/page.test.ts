import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/report/page/page.js';
import { everyBlock, HOSTILE } from '../every-block.js';

const page = pageOf(everyBlock());

/** The page without its script and style, which are not part of the report. */
const content = page
  .replace(/<style>.*?<\/style>/s, '')
  .replace(/<script>.*?<\/script>(?=<\/body>)/s, '');

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the page of a report', () => {
  it('allows no request, and only its own script and style', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const rules = policy.replaceAll('&#39;', "'").split('; ');
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(style.length).toBeGreaterThan(1000);
    expect(script.length).toBeGreaterThan(1000);
    expect(rules).toEqual([
      "default-src 'none'",
      `style-src ${sha256(style)}`,
      `script-src ${sha256(script)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('shows hostile text without executing it', () => {
    expect(content).toContain('&lt;img src=x onerror=');
    expect(content).not.toContain('<img');
    expect(content).not.toContain('<!--');
    const data = /<script type="application\/json" id="report-data">(.*?)<\/script>/s.exec(page);
    expect(data?.[1]).not.toContain('<');
    expect(JSON.stringify(JSON.parse(data?.[1] ?? ''))).toContain(JSON.stringify(HOSTILE));
  });

  it('has each figure at two widths, with its numbers, or says why it is absent', () => {
    const figures = content.match(/<figure data-figure/g)?.length;
    expect(figures).toBe(4);
    expect(content.match(/class="chart-box wide"/g)?.length).toBe(figures);
    expect(content.match(/class="chart-box narrow"/g)?.length).toBe(figures);
    expect(content.match(/<summary>the numbers: /g)?.length).toBe(figures);
    expect(content).toContain('Not shown: no machine timed frames');
    expect(content).toContain('Nothing to draw: no trial has a figure.');
  });

  it('says of each figure if it comes from, on how many trials it rests, and its spread', () => {
    expect(content.match(/<span class="badge">emulated<\/span>/g)?.length).toBe(4);
    expect(content).toContain(
      'n: 3 trials per point; the spread is from the least to the greatest',
    );
  });

  it('has at most three results first, and all of them', () => {
    const [, first = ''] = /<ul class="claims">(.*?)<\/ul>/.exec(content) ?? [];
    expect(first.match(/<li/g)?.length).toBe(3);
    expect(content).toContain('result 4 231.6 kpps');
  });

  it('is the same for the same report', () => {
    expect(pageOf(everyBlock())).toBe(page);
  });

  it('has under 1 MB of 10,000 trials, of which it shows 100 rows', () => {
    const large = pageOf(everyBlock(10_000));
    expect(large.length).toBeLessThan(1e6);
    expect(large.match(/<td class="number">/g)?.length).toBeLessThan(1000);
  });
});
