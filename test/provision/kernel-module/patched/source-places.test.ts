import { describe, expect, it } from 'vitest';
import {
  ANY_TREES,
  ARCHIVE_FOLDERS,
  filesOn,
  matches,
} from '../../../../src/provision/kernel-module/patched/source-places.js';
import { MACHINES, platformAt } from '../../../linux/distribution/machines.js';

/** A file that a pattern means. */
const meant = (pattern: string): string => pattern.replaceAll('*', 'x');

describe('filesOn', () => {
  it.each(MACHINES)('of %s are among what is listed on any machine', (machine) => {
    for (const pattern of filesOn(platformAt(machine))) {
      const file = meant(pattern);
      const listed = ANY_TREES.some((any) => matches(any, file));
      const inFolder = ARCHIVE_FOLDERS.some((folder) => file.startsWith(`${folder}/`));
      expect(listed || (inFolder && /linux[^/]*\.tar/.test(file)), file).toBe(true);
    }
  });
});

describe('matches', () => {
  it('takes * for anything but a slash, and nothing else for a pattern', () => {
    expect(matches('/usr/src/linux-*/x.c', '/usr/src/linux-6.1/x.c')).toBe(true);
    expect(matches('/usr/src/linux-*/x.c', '/usr/src/linux-6.1/y/x.c')).toBe(false);
    expect(matches('/usr/src/linux-6.1/x.c', '/usr/src/linux-6x1/x.c')).toBe(false);
    expect(matches('/usr/src/linux-6.6.51+rpt/x.c', '/usr/src/linux-6.6.51+rpt/x.c')).toBe(true);
  });
});
