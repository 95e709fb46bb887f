import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/claims/kinds/index.js';
import { VERDICTS } from '../../src/claims/verdict.js';
import { paperClaims } from '../claims/paper-runs.js';

const text = readFileSync(new URL('../../docs/paper.md', import.meta.url), 'utf8');

/** The cells of each row of a table, without padding. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/paper.md', () => {
  it('has every claim, in order, with where it holds', async () => {
    const { claims } = await paperClaims();
    const expected = claims.map((claim) => {
      const { id, shownIn, states, criterion } = claim;
      const why = criterion === undefined ? '' : `: ${criterion}`;
      return [shownIn, `\`${id}\``, states, `${kindOf(claim).criterion(claim)}${why}`];
    });
    expect(rows.filter(([, id]) => id?.startsWith('`') === true)).toEqual(expected);
  });

  it('has every verdict', () => {
    const names = rows.map(([name]) => name?.replace(' ', '-'));
    expect(Object.keys(VERDICTS).filter((name) => !names.includes(name))).toEqual([]);
  });
});
