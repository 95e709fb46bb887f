import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const TEST = fileURLToPath(new URL('./', import.meta.url));
const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** Folders of test/ that test something other than files of src/, each with what that is. */
const OTHER_SUBJECTS: Readonly<Record<string, string>> = {
  bench: 'how good methods are, over many simulated runs',
  docs: 'the commands, recipes and tables in docs/',
  e2e: 'whole runs on labs',
  faults: 'the campaign of faults',
  'integration/docs': 'the recipes in docs/ that need namespaces',
  'integration/faults': 'a short part of the campaign of faults, by a seed of its own',
  'integration/shell': 'all programs for sh that src/ has, under shellcheck',
  'integration/shipped': 'the package',
  kernel: 'the kernel modules on real kernels',
  'kernel-patch': 'the sources of the kernel modules',
  'machine-state': 'the snapshots that tests compare machines by',
  slow: 'runs on labs that take too long for every change',
  shipped: 'the testbeds, playbooks and JSON Schemas of the package',
  mutations: 'parsers and readers, by text that was changed at random',
  'whole-runs': 'playbooks on a simulated device, from YAML to report',
};

const within = (name: string, folders: readonly string[]): boolean =>
  folders.some((folder) => name.startsWith(`${folder}/`));

/** test/a/b.test.ts and test/integration/a/b.test.ts test src/a/b.ts. */
const sourceOf = (test: string): string =>
  test.replace(/^integration\//, '').replace(/\.test\.ts$/, '.ts');

const all = readdirSync(TEST, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.test.ts') && name.includes('/'),
);
const tests = all.filter((name) => !within(name, Object.keys(OTHER_SUBJECTS)));
const rooms = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('tests', () => {
  it('are named after the source they test', () => {
    expect(tests.filter((name) => !existsSync(SRC + sourceOf(name)))).toEqual([]);
  });

  it('exist for every room', () => {
    expect(rooms.length).toBeGreaterThan(10);
    const tested = rooms.filter((room) => tests.some((name) => within(sourceOf(name), [room])));
    expect(tested).toEqual(rooms);
  });

  it.each(Object.keys(OTHER_SUBJECTS))('exist in %s', (folder) => {
    expect(all.filter((name) => within(name, [folder]))).not.toEqual([]);
  });
});
