import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { ask, askFiles, asOne, mapped, valueOf } from '../../../src/linux/text/query.js';

const word = (name: string) =>
  ask(['print', name], (text) => (text.trim() === '' ? undefined : text.trim()));
const printed = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

describe('a query', () => {
  it('returns the value in the output', () => {
    expect(word('a').read([printed('one\n')])).toEqual({ value: 'one' });
  });

  it("returns the tool's error message if it failed, or that there is none", () => {
    const stderr = 'warning: old\nnetlink error: No such device\n\n';
    expect(word('a').read([{ exitCode: 1, stdout: '', stderr }])).toEqual({
      unread: 'print a: No such device',
    });
    expect(word('a').read([{ exitCode: 3, stdout: '', stderr: '' }])).toEqual({
      unread: 'print a: print exited with 3',
    });
    expect(word('a').read([printed('\n')])).toEqual({
      unread: 'print a: no such value in its output',
    });
    expect(word('a').read([])).toEqual({ unread: 'print a: not asked' });
  });

  it('returns nothing for text of another form, and hides no other error', () => {
    const failing = (error: Error) =>
      ask(['print', 'a'], (): string => {
        throw error;
      });
    const otherForm = new ParseFailure({ source: 'print', expected: 'a list', text: '?' });
    expect(failing(otherForm).read([printed('?')])).toEqual({
      unread: 'print a: no such value in its output',
    });
    expect(() => failing(new TypeError('a fault')).read([printed('?')])).toThrow('a fault');
  });

  it('can be combined with others, each of which gets its own outcomes', () => {
    const both = asOne({ inner: asOne({ a: word('a'), b: word('b') }), c: word('c') });
    expect(both.commands).toEqual([
      ['print', 'a'],
      ['print', 'b'],
      ['print', 'c'],
    ]);
    const found = both.read([printed('1'), printed('2'), printed('3')]);
    expect(found).toEqual({
      inner: { a: { value: '1' }, b: { value: '2' } },
      c: { value: '3' },
    });
  });

  it('can be mapped', () => {
    const length = mapped(word('a'), (read) => valueOf(read)?.length ?? 0);
    expect(length.read([printed('four')])).toBe(4);
    expect(length.read([])).toBe(0);
  });

  it('returns no files if none could be printed', () => {
    expect(askFiles(['/proc/x']).read([]).size).toBe(0);
    expect(
      askFiles(['/proc/x'])
        .read([printed('/proc/x\ty\n')])
        .get('/proc/x'),
    ).toBe('y');
  });
});
