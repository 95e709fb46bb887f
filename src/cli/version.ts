import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const manifest = z.object({ version: z.string() });

/** This package's version. */
export const version = (): string =>
  manifest.parse(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))).version;

/** The git commit this runs from; null for an installed package. */
export const commit = async (): Promise<string | null> => {
  const found = await execa('git', ['-C', ROOT, 'rev-parse', '--show-prefix', 'HEAD'], {
    reject: false,
  });
  const [prefix, hash] = found.failed ? [] : found.stdout.split('\n');
  // A prefix means that some other repository holds this package in a folder of its own.
  return prefix === '' && hash !== undefined ? hash : null;
};
