import { describe, expect, it } from 'vitest';
import { probeSteps } from '../../../src/preflight/wiring/probe-steps.js';

/** The lines that make probes on ports, of so many in the survey. */
const linesOf = (all: number): readonly (readonly string[])[] =>
  probeSteps(undefined, [{ port: 'eth1', index: 0 }], all)
    .flatMap((step) => step.describe())
    .flatMap(({ stdin = '' }) => stdin.split('\n'))
    .map((line) => line.split(' '))
    .filter((words) => words.includes('macaddr'));

const sourcesIn = (lines: readonly (readonly string[])[]): readonly string[] =>
  lines.flatMap((words) => words.slice(words.indexOf('macaddr') + 2));

describe('a probe', () => {
  it('receives from all probes of a survey', () => {
    expect(linesOf(6)).toHaveLength(1);
    expect(new Set(sourcesIn(linesOf(6))).size).toBe(6);
    expect(new Set(sourcesIn(linesOf(254))).size).toBe(254);
  });

  it('is given no more addresses at once than ip passes on: 76 fit in its 1,024 bytes', () => {
    const most = Math.max(...linesOf(254).map((words) => sourcesIn([words]).length));
    expect(most).toBeLessThanOrEqual(64);
  });
});
