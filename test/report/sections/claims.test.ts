import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../../../src/claims/judge.js';
import { claimSections } from '../../../src/report/sections/claims.js';
import { renderSections } from '../../../src/report/terminal/report.js';
import { PAPER_RUNS } from '../../claims/paper-devices.js';
import { paperClaims, paperRun } from '../../claims/paper-runs.js';

const claims = await paperClaims();
const [first] = PAPER_RUNS;
const runs = first === undefined ? [] : [paperRun(first)];
const judged = judgeClaims(claims, runs);

describe('the sections of claims', () => {
  it('show the ratio of the paper and of the run, with its bounds and the number of trials', () => {
    expect(renderSections(claimSections(judged, false), { width: 80 })).toContain(`
shown in  verdict    paper  measured  at least  at most  trials
                         %         %         %        %
Fig. 4    supported  87.90     87.91     87.57    88.25       5
`);
  });

  it('show what was not run in the full report of a run, or if claims are asked for', () => {
    const left = claimSections(judged, false).find(({ id }) => id === 'claims-not-run');
    expect(left?.detail).toBe(true);
    const asked = claimSections(judged, true).find(({ id }) => id === 'claims-not-run');
    expect(asked?.detail).toBe(false);
    expect(asked?.blocks).toMatchObject([{ rows: { length: claims.claims.length - 2 } }]);
  });

  it('do not exist for a run that no claim is about, unless they are asked for', () => {
    const nothing = judgeClaims(claims, []);
    expect(claimSections(nothing, false)).toEqual([]);
    expect(renderSections(claimSections(nothing, true), { width: 80 })).toContain(
      `Claims of the paper: 0 supported, 0 contradicted, 0 cannot tell, ${claims.claims.length} not run`,
    );
  });
});
