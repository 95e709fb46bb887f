import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patchFor, supportedLines } from '../../src/provision/kernel-module/patch.js';

const folder = new URL('../../kernel-patch/napi-macvlan/', import.meta.url);
const lines = await supportedLines();

describe.each(lines)('the patch for %s', (line) => {
  const text = readFileSync(new URL(`${line}.patch`, folder), 'utf8');
  const body = text.slice(text.indexOf('\n--- a/')).split('\n');
  const added = body.filter((row) => /^\+(?!\+\+ b\/)/.test(row)).map((row) => row.slice(1));
  const removed = body.filter((row) => /^-(?!-- a\/)/.test(row)).map((row) => row.slice(1));

  it('is found by the kernels of its line', async () => {
    const patch = await patchFor(`${line}.0-1-amd64`, 'dut');
    expect(patch).toMatchObject({ line, text });
    expect(patch.makefile).toContain('obj-m += napi_macvlan.o');
  });

  it('changes macvlan.c only, and names its licence', () => {
    expect(text.match(/^\+\+\+ .*$/gm)).toEqual(['+++ b/drivers/net/macvlan.c']);
    expect(text).toMatch(/^SPDX-License-Identifier: GPL-2\.0-or-later$/m);
  });

  it('has hunks as long as they say', () => {
    const [, ...hunks] = text.split(/^(?=@@ )/m);
    for (const hunk of hunks) {
      const [head = '', ...rows] = hunk.replace(/\n$/, '').split('\n');
      const [, before, after] = /^@@ -\d+,(\d+) \+\d+,(\d+) @@/.exec(head) ?? [];
      // A blank context line may have lost its one space; git and editors strip it.
      expect(rows.filter((row) => !row.startsWith('+'))).toHaveLength(Number(before));
      expect(rows.filter((row) => !row.startsWith('-'))).toHaveLength(Number(after));
    }
    expect(hunks.length).toBeGreaterThan(1);
  });

  it("shares no name with the kernel's own macvlan", () => {
    expect(added.join('\n')).not.toContain('EXPORT_SYMBOL');
    expect(removed.filter((row) => row.startsWith('EXPORT_SYMBOL_GPL'))).toHaveLength(4);
    expect(removed).toContain('MODULE_ALIAS_RTNL_LINK("macvlan");');
    expect(removed.join('\n')).toContain('.kind\t\t= "macvlan"');
  });

  it('marks no device as belonging to it', () => {
    expect(added.filter((row) => /IFF_MACVLAN|netif_is/.test(row))).toEqual([
      '/* IFF_MACVLAN and IFF_MACVLAN_PORT mark what belongs to the macvlan module. */',
    ]);
    expect(removed.filter((row) => row.includes('|= IFF_MACVLAN'))).toHaveLength(2);
  });

  it.each(['napi_macvlan', 'softnet_macvlan'])('gives link kind %s', (kind) => {
    expect(added).toContain(`\t.kind\t\t= "${kind}",`);
    expect(added).toContain(`MODULE_ALIAS_RTNL_LINK("${kind}");`);
  });

  it('gives the reasons for refusals', () => {
    expect(added.filter((row) => row.includes('NL_SET_ERR_MSG_MOD')).length).toBeGreaterThan(20);
    expect(added.filter((row) => /^\s+return -E/.test(row))).toEqual([]);
  });

  it('is written as the kernel is: tabs, no trailing space, at most 100 columns', () => {
    const expand = (row: string): string =>
      row.replace(/^\t+/, (tabs) => ' '.repeat(8 * tabs.length));
    expect(added.filter((row) => /^ {8}|\s$/.test(row))).toEqual([]);
    expect(added.filter((row) => expand(row).length > 100)).toEqual([]);
  });
});
