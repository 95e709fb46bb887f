// Bundles the program into a few files: `node scripts/bundle-cli.mjs` after tsc. Node takes longer to
// find and open a thousand small modules than to run most verbs. The library stays as tsc wrote it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'esbuild';

const CLI = fileURLToPath(new URL('../dist/cli/', import.meta.url));
const MAIN = 'main.js';

const { outputFiles } = await build({
  entryPoints: [`${CLI}${MAIN}`],
  bundle: true,
  splitting: true,
  write: false,
  outdir: CLI,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  legalComments: 'none',
});

// In place of the modules that they are made of.
rmSync(CLI, { recursive: true });
mkdirSync(CLI);
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
