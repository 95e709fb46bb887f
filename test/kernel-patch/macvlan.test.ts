import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MODULES, PATCHED_MODULES } from '../../src/provision/kernel-module/modules.js';

const KERNEL_PATCH = new URL('../../kernel-patch/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, KERNEL_PATCH), 'utf8');
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, KERNEL_PATCH))
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => `${folder}/${name}`);

const expand = (row: string): string =>
  row.replaceAll(/([^\t]*)\t/g, (_, text: string) =>
    text.padEnd(8 * Math.floor(text.length / 8 + 1)),
  );
const badlyWritten = (rows: readonly string[]): readonly string[] =>
  rows.filter((row) => /^ {8}|\s$/.test(row) || expand(row).length > 100);

describe.each(PATCHED_MODULES)('%s', (module) => {
  const { folder } = MODULES[module];
  const text = read(`${folder}/macvlan.patch`);
  const [, ...hunks] = text.split(/^(?=@@ )/m);
  const rows = hunks.flatMap((hunk) => hunk.replace(/\n$/, '').split('\n').slice(1));
  const changed = (sign: '+' | '-'): readonly string[] =>
    rows.filter((row) => row.startsWith(sign)).map((row) => row.slice(1).trim());
  const main = read(`${folder}/${module}.c`);

  it('changes macvlan.c only, and names its licence', () => {
    expect(text.match(/^\+\+\+ .*$/gm)).toEqual(['+++ b/drivers/net/macvlan.c']);
    expect(text).toMatch(/^SPDX-License-Identifier: GPL-2\.0-or-later$/m);
  });

  it('has hunks as long as they say, and as much context behind as before', () => {
    for (const hunk of hunks) {
      const [head = '', ...lines] = hunk.replace(/\n$/, '').split('\n');
      const [, before, after] = /^@@ -\d+,(\d+) \+\d+,(\d+) @@/.exec(head) ?? [];
      expect(lines.filter((line) => !line.startsWith('+'))).toHaveLength(Number(before));
      expect(lines.filter((line) => !line.startsWith('-'))).toHaveLength(Number(after));
      // With less context behind, a hunk would have to be the file's last.
      const isContext = (line: string): boolean => !/^[+-]/.test(line);
      const leading = lines.findIndex((line) => !isContext(line));
      const trailing = lines.toReversed().findIndex((line) => !isContext(line));
      expect(trailing).toBeGreaterThanOrEqual(leading);
    }
    expect(hunks.length).toBeGreaterThan(1);
  });

  it('changes where a frame goes on, and the default mode', () => {
    expect(changed('-')).toContain('handle_res = RX_HANDLER_ANOTHER;');
    expect(changed('+')).toContain('vlan->mode     = MACVLAN_MODE_PRIVATE;');
  });

  it("is built from macvlan.c beside the kernel's own, under its own name", () => {
    expect(read(`${folder}/Makefile`)).toContain(`obj-m += ${module}.o`);
    expect(main).toContain('#include "macvlan_kind.c"');
    expect(main).toContain(`macvlan_link_ops.kind = "${module}";`);
    expect(main).toContain(`MODULE_ALIAS_RTNL_LINK("${module}");`);
    expect(main).toContain('MODULE_VERSION(');
  });
});

describe('napi_macvlan', () => {
  it('changes the receive call and nothing else of the way of a frame', () => {
    const text = read('napi-macvlan/macvlan.patch');
    expect(text.match(/^-(?!--).*$/gm)).toHaveLength(2);
    const deliver = /^static void macvlan_deliver\([^]*?^}/m.exec(
      read('napi-macvlan/napi_macvlan.c'),
    );
    expect(deliver?.[0].match(/\w+(?=\(skb\))/g)).toEqual(['netif_rx', 'netif_receive_skb']);
  });
});

describe('direct_macvlan', () => {
  it('compiles for the kernel lines that it names, and no others', () => {
    const lines = read('direct-macvlan/kernels').trim().split('\n');
    const accepted = read('direct-macvlan/direct_macvlan.c').match(/(?<=#define LINE_)\w+/g);
    expect(accepted?.map((line) => line.replace('_', '.'))).toEqual(lines);
  });

  it('has a counter for every way of a frame, each with its name', () => {
    const struct = /struct direct_paths \{([^}]*)\}/.exec(read('direct-macvlan/direct_macvlan.c'));
    const members = struct?.[1]?.match(/(?<=unsigned long )\w+/g) ?? [];
    const paths = read('direct-macvlan/paths.c');
    const names = /direct_counters[^=]*= \{([^}]*)\}/.exec(paths)?.[1]?.match(/\w+/g);
    expect(members.length).toBeGreaterThan(0);
    expect(names).toEqual(members);
    expect(
      [...paths.matchAll(/data\[(\d)\] \+= READ_ONCE\(paths->(\w+)\)/g)].map((m) => m[2]),
    ).toEqual(members);
    const counted = sourcesIn('direct-macvlan').map(read).join('\n');
    expect(
      members.filter((name) => !counted.includes(`this_cpu_inc(direct->paths->${name})`)),
    ).toEqual([]);
  });
});

describe('what modules share', () => {
  it('is the only place that asks for the version of the kernel', () => {
    const all = ['softnic', 'frame-sink', 'napi-macvlan', 'direct-macvlan', 'shared'].flatMap(
      sourcesIn,
    );
    expect(all.filter((name) => read(name).includes('LINUX_VERSION_CODE'))).toEqual([
      'shared/compat.h',
    ]);
  });

  it('exports nothing of macvlan, and marks no device as belonging to it', () => {
    const beside = read('shared/beside_macvlan.c');
    for (const name of ['EXPORT_SYMBOL_GPL(symbol)', 'IFF_MACVLAN\t\t0', 'IFF_MACVLAN_PORT\t0']) {
      expect(beside).toContain(`#define ${name}\n`);
    }
  });

  it.each([...sourcesIn('shared'), ...sourcesIn('napi-macvlan'), ...sourcesIn('direct-macvlan')])(
    '%s names its licence, and is written as the kernel is',
    (name) => {
      const lines = read(name).split('\n');
      expect(lines[0]).toMatch(/SPDX-License-Identifier: GPL-2\.0-(?:only|or-later)/);
      expect(badlyWritten(lines)).toEqual([]);
    },
  );
});
