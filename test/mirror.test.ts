import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const TEST = fileURLToPath(new URL('./', import.meta.url));
const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** Folders of test/ that test a whole, not files of src/. */
const WHOLES = ['e2e', 'kernel', 'kernel-patch', 'fixtures', 'integration/shell'];

/** Parts of src/ whose tests are all named after what they test. Add the others as they follow. */
const MIRRORED = ['host', 'lab', 'linux', 'modules', 'document', 'config/testbed'];

/** Tests within those that are named after no source, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

const within = (name: string, folders: readonly string[]): boolean =>
  folders.some((folder) => name.startsWith(`${folder}/`));

/** test/a/b.test.ts and test/integration/a/b.test.ts test src/a/b.ts. */
const sourceOf = (test: string): string =>
  test.replace(/^integration\//, '').replace(/\.test\.ts$/, '.ts');

const tests = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && name.includes('/'))
  .filter((name) => !within(name, WHOLES));

const unnamed = tests
  .filter((name) => !existsSync(SRC + sourceOf(name)))
  .filter((name) => within(sourceOf(name), MIRRORED));

describe('tests', () => {
  it('are named after the source they test', () => {
    expect(unnamed.filter((name) => EXCEPTIONS[name] === undefined)).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !unnamed.includes(name))).toEqual([]);
  });

  it('are found in every part', () => {
    const found = MIRRORED.filter((part) => tests.some((name) => within(sourceOf(name), [part])));
    expect(found).toEqual(MIRRORED);
  });
});
