import { readFileSync } from 'node:fs';

/** A file of test/fixtures. */
export const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
