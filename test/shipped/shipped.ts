import { readdirSync, readFileSync } from 'node:fs';

/** The example files of this project's folder, each with its text. */
export const shipped = (
  folder: 'testbeds' | 'playbooks' | 'claims',
): [name: string, text: string][] => {
  const url = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(new URL(name, url), 'utf8')]);
};
