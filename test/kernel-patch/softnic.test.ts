import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../kernel-patch/softnic/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const files = readdirSync(folder).sort();
const sources = files.filter((file) => file.endsWith('.c'));

/** A source's statements, without comments and preprocessor lines. */
const code = (file: string): string =>
  read(file)
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/^#.*(?:\\\n.*)*$/gm, '');

const calls = (name: string): number =>
  sources
    .map(code)
    .join('\n')
    .split(new RegExp(`\\b${name}\\(`)).length - 1;

describe('the software NIC', () => {
  it('is built from every source in its folder, as one unit', () => {
    const included = read('build.c').match(/(?<=^#include ")\w+\.c(?="$)/gm) ?? [];
    expect(read('Makefile')).toContain('softnic-y := build.o\n');
    expect([...included, 'build.c'].sort()).toEqual(sources);
    expect(files).toEqual(['Makefile', 'softnic.h', ...sources].sort());
  });

  it.each(files)('%s is GPL-2.0, and says so on its first line', (file) => {
    expect(read(file).split('\n', 1)[0]).toMatch(
      /^(?:\/\/|\/\*|#) SPDX-License-Identifier: GPL-2\.0-only(?: \*\/)?$/,
    );
  });

  it.each(files)('%s is written as the kernel is: tabs, no trailing space, 100 columns', (file) => {
    const lines = read(file).split('\n');
    const expand = (line: string): string =>
      line.replaceAll(/([^\t]*)\t/g, (_, text: string) =>
        text.padEnd(8 * Math.floor(text.length / 8 + 1)),
      );
    expect(lines.filter((line) => /^ {8}|\s$/.test(line))).toEqual([]);
    expect(lines.filter((line) => expand(line).length > 100)).toEqual([]);
  });

  it('is loaded by the name of its link kind, and declares its licence and version', () => {
    const link = code('link.c');
    expect(read('softnic.h')).toMatch(/#define SOFTNIC_NAME\s+"softnic"/);
    expect(link).toContain('MODULE_ALIAS_RTNL_LINK(SOFTNIC_NAME);');
    expect(link).toContain('MODULE_LICENSE("GPL");');
    expect(link).toContain('MODULE_VERSION(SOFTNIC_VERSION);');
  });

  it.each(['link.c', 'ethtool.c'])('%s says why wherever it can', (file) => {
    const refusals = code(file)
      .split(/^}$/m)
      .filter((body) => body.includes('extack'))
      .flatMap((body) => body.split(/(?=if \()/))
      .filter((branch) => /return (?:-E|ERR_PTR\(-E)/.test(branch));
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.filter((branch) => !branch.includes('NL_SET_ERR_MSG_MOD'))).toEqual([]);
  });

  it.each([
    ['rcu_read_lock', 'rcu_read_unlock'],
    ['local_bh_disable', 'local_bh_enable'],
    ['spin_lock_irqsave', 'spin_unlock_irqrestore'],
    ['spin_lock_irq', 'spin_unlock_irq'],
    ['rtnl_trylock', 'rtnl_unlock'],
    ['napi_enable', 'napi_disable'],
    ['hrtimer_setup', 'hrtimer_cancel'],
    ['rtnl_link_register', 'rtnl_link_unregister'],
  ])('releases what it takes: as many %s as %s', (take, release) => {
    expect(calls(take)).toBeGreaterThan(0);
    expect(calls(release)).toBe(calls(take));
  });

  it('marks the beginning and the end of a run by one no-operation each', () => {
    const marks = read('softnic.h').match(/\.byte [^"]*/g);
    expect(marks).toEqual([
      '.byte 0x0f, 0x1f, 0x84, 0x00, 0x01, 0x52, 0x49, 0x57',
      '.byte 0x0f, 0x1f, 0x84, 0x00, 0x02, 0x52, 0x49, 0x57',
    ]);
    expect([calls('softnic_mark_begin'), calls('softnic_mark_end')]).toEqual([1, 1]);
  });
});
