import { describe, expect, it } from 'vitest';
import { containerKind } from '../../../src/linux/machine/container.js';

describe('containerKind', () => {
  it.each([
    ['lxc', [['/run/systemd/container', 'lxc\n']]],
    ['lxc', [['/proc/1/environ', 'TERM=linux\0container=lxc\0\n']]],
    ['podman', [['/run/.containerenv', '\n']]],
    ['docker', [['/.dockerenv', '\n']]],
    [
      'podman',
      [
        ['/proc/1/environ', 'container=podman\0HOME=/\0'],
        ['/.dockerenv', ''],
      ],
    ],
    [undefined, [['/proc/1/environ', 'HOME=/\0TERM=linux\0containers=3\0']]],
    [undefined, []],
  ] as const)('is %s', (kind, files) => {
    expect(containerKind(new Map<string, string>(files))).toBe(kind);
  });
});
