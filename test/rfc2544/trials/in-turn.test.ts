import { describe, expect, it } from 'vitest';
import type { TrialRequest } from '../../../src/model/trial.js';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { rehearse } from '../../../src/rfc2544/simulated-device/rehearsal.js';
import { throughRoutersInTurn } from '../../../src/rfc2544/trials/in-turn.js';
import type { Procedure } from '../../../src/rfc2544/trials/procedure.js';

const request = (load: number): TrialRequest => ({
  frameSize: bytes(64),
  intendedLoad: pps(load),
  duration: seconds(1),
});

function* loads(all: readonly number[]): Procedure<readonly number[]> {
  const sequences: number[] = [];
  for (const load of all) sequences.push((yield request(load)).sequence);
  return sequences;
}

describe('trials through one router at a time', () => {
  it('go through one after the other, and begin again after the last', () => {
    const { trials, result } = rehearse(throughRoutersInTurn(loads([10, 20, 30, 40, 50]), 3));
    expect(trials.map(({ intendedLoad, router }) => [intendedLoad, router])).toEqual([
      [10, 0],
      [20, 1],
      [30, 2],
      [40, 0],
      [50, 1],
    ]);
    expect(result).toEqual([1, 2, 3, 4, 5]);
  });

  it('are none of a procedure without trials', () => {
    expect(rehearse(throughRoutersInTurn(loads([]), 3))).toEqual({ trials: [], result: [] });
  });
});
