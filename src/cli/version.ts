import { readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from '../host/package-root.js';

/** This package's version. Needs no schema: loading one takes longer than all the rest of `--version`. */
export const version = (): string => {
  const file = new URL('package.json', PACKAGE_ROOT);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
};
