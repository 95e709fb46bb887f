import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../../src/linux/text/write-files.js';

describe('values written to files', () => {
  it('are a line for each file', () => {
    expect(writeFiles({ '/proc/irq/34/smp_affinity_list': '0-3', '/sys/x': '1' }).stdin).toBe(
      '/proc/irq/34/smp_affinity_list 0-3\n/sys/x 1\n',
    );
  });

  it.each([
    ['relative', { 'proc/x': '1' }],
    ['a path with a blank', { '/proc/a b': '1' }],
    ['a value with a blank', { '/proc/x': '1 2' }],
    ['no value', { '/proc/x': '' }],
    ['a value of two lines', { '/proc/x': '1\n2' }],
  ])('are single words: %s', (_, values) => {
    expect(() => writeFiles(values)).toThrow(RangeError);
  });
});
