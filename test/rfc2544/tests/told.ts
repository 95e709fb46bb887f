import type { Section, Value } from '../../../src/model/section/section.js';
import { plainText } from '../../../src/report/terminal/units.js';

/** The values of the only row after those of its cell, and the headline. */
export const told = ([section]: readonly Section[]): readonly [readonly Value[], string] => {
  const [block] = section?.blocks ?? [];
  const [row = []] = block?.kind === 'table' ? block.rows : [];
  return [row.slice(2), plainText(section?.headline[0]?.text ?? [])];
};
