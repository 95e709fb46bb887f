import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownText } from '../../../src/report/markdown/text.js';

describe('text in Markdown', () => {
  it('is no markup, no HTML, no cell, and no mention', () => {
    expect(markdownText('a|b *c* `d` <img> [x](y) @me #1')).toBe(
      String.raw`a\|b \*c\* \`d\` &lt;img&gt; \[x\](y) &#64;me &#35;1`,
    );
    expect(markdownText('- item')).toBe(String.raw`\- item`);
    expect(markdownText('ip-forwarder, 64 bytes')).toBe('ip-forwarder, 64 bytes');
  });

  it('stays in one line, and has no tag and no bare bar', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '|', '<', '>', '\n', '\\', '`') }),
        (text) => {
          const shown = markdownText(text);
          expect(shown).not.toContain('\n');
          expect(shown.replaceAll('<br>', '')).not.toMatch(/[<>]/);
          expect(shown).not.toMatch(/(?<!\\)(\\\\)*\|/);
        },
      ),
    );
  });
});
