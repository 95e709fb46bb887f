import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { OutputStream } from '../../../src/cli/output/output-stream.js';
import { forbiddenIn, hostileText } from '../../model/text/unprintable.js';
import { keptStream } from './stream.js';

describe('an output', () => {
  it('shows what a terminal would obey, whatever it is, on a terminal and elsewhere', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (hostile, isTTY) => {
        const { stream, text } = keptStream({ isTTY });
        const out = new OutputStream(stream);
        out.write(hostile);
        out.writeStyled(hostile.replaceAll('\u001b', ''));
        expect(forbiddenIn(text())).toBeUndefined();
      }),
    );
  });

  it('keeps the style that was asked for', () => {
    const { stream, text } = keptStream({ isTTY: true });
    new OutputStream(stream).writeStyled('\u001b[1mbold\u001b[22m\u001b[2J\u001b[33mx\u001b[39m');
    expect(text()).toBe('\u001b[1mbold\u001b[22m\\x1b[2J\u001b[33mx\u001b[39m');
  });

  it('draws one line in the place of the last', () => {
    const { stream, text } = keptStream({ isTTY: true });
    const out = new OutputStream(stream);
    out.redraw('50 %\u001b[2J\n');
    expect(text()).toBe('\u001b[1G\u001b[2K50 %\\x1b[2J\\x0a');
    out.redraw();
    expect(text().endsWith('\u001b[1G\u001b[2K')).toBe(true);
  });

  it.each(['EPIPE', 'EIO', 'ENOSPC', 'EBADF'])(
    'keeps the first %s, and continues',
    async (code) => {
      const out = new OutputStream(keptStream({ code }).stream);
      out.write('one\n');
      await vi.waitFor(() => {
        expect(out.failure?.code).toBe(code);
      });
      out.write('two\n');
      await out.written();
    },
  );

  it('is nothing if it could not be opened', async () => {
    const out = new OutputStream(undefined);
    out.write('x');
    out.redraw('x');
    await out.written();
    expect([out.isTTY, out.columns, out.style('red', 'x')]).toEqual([false, undefined, 'x']);
  });

  it('drops messages that nothing reads, says so, and waits for its reader at the end', async () => {
    const { stream, text, read } = keptStream({ stuck: true });
    const out = new OutputStream(stream, 100);
    for (let line = 0; line < 1000; line += 1) out.write(`message ${line}\n`);
    expect(stream.writableLength).toBeLessThan(200);
    const written = out.written();
    read();
    await vi.waitFor(() => {
      expect(stream.writableLength).toBe(0);
    });
    await written;
    out.write('last\n');
    expect(text()).toMatch(/^message 0\n[^]*\((\d+) messages were dropped\)\nlast\n$/);
  });
});
