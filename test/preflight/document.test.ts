import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MACHINE_CHECKS, PORT_CHECKS } from '../../src/preflight/checks/index.js';
import { checksAsMarkdown } from '../../src/preflight/document.js';

/** Without line breaks within paragraphs, and without escapes that prettier adds or removes. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('docs/troubleshooting.md', () => {
  it('has the description of every check: npm run docs:checks rewrites it', () => {
    const text = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');
    const [, between = ''] = /<!-- checks -->(.*)<!-- end of checks -->/s.exec(text) ?? [];
    expect(plain(between)).toBe(plain(checksAsMarkdown()));
    for (const { title } of [...MACHINE_CHECKS, ...PORT_CHECKS]) {
      expect(text).toContain(`### ${title}\n`);
    }
  });
});
