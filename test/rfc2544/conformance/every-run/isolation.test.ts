import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import type { Setup } from '../../../../src/results/schema.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { runRecord, trialRecord } from '../../../results/record.js';
import { MACHINES, seenTrial, told } from '../archived-run.js';

const seen = trialRecord(1, [1000, 1000]);

const judged = (setup: Setup | null, result: TrialResult = seenTrial(seen.result)) =>
  conformanceOf({ ...runRecord, setup, results: [] }, [{ ...seen, result }])
    .filter(({ document }) => document === 'RFC 6815')
    .map(told);

const unmarked = ({ roles }: Setup): Setup['roles'] => ({
  ...roles,
  sink: {
    ...roles.sink,
    ports: roles.sink.ports.map(({ isolated, ...port }) => (isolated === true ? port : port)),
  },
});

describe('isolation', () => {
  it('was seen if every port was free, every frame accounted for, and no other came in', () => {
    expect(judged(MACHINES)).toEqual(['met', 'met', 'met']);
  });

  it('was not seen if no port was read, or one was not looked at', () => {
    expect(judged(null)).toEqual(Array(3).fill('not seen: no port was read'));
    expect(judged({ ...MACHINES, roles: unmarked(MACHINES) })).toEqual(
      Array(3).fill('not seen: nothing recorded for port sink-in'),
    );
  });

  it('was not seen where frames went elsewhere, or others came in', () => {
    const result = seenTrial({ ...seen.result, unlocated: 7 });
    expect(judged(MACHINES, result)).toEqual([
      'not seen: 7 frames of a trial unaccounted for',
      'met',
      'not seen: 7 frames of a trial unaccounted for',
    ]);
    const { sink, ...rest } = seenTrial(seen.result);
    expect(judged(MACHINES, rest)).toEqual(['met', 'not seen: NICs count all frames alike', 'met']);
    if (sink === undefined) throw new Error('no sink');
    const foreign = { ...rest, sink: { ...sink, module: { ...sink.module, foreign: 3 } } };
    expect(judged(MACHINES, foreign)).toEqual(['met', 'not seen: 3 foreign frames arrived', 'met']);
  });

  it('is of ports made of software: they have no cable', () => {
    const softwareNic = {
      name: 'softnic',
      srcversion: '0',
      kernelRelease: '6.1.0',
      sourceSha256: '0'.repeat(64),
    };
    const setup = { ...MACHINES, roles: unmarked(MACHINES), softwareNic };
    expect(judged(setup, seen.result)).toEqual(['met', 'met', 'met']);
  });
});
