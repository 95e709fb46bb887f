import { readFileSync } from 'node:fs';

/** Output captured from a real machine. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/linux/${name}`, import.meta.url), 'utf8');
