import { describe, expect, it } from 'vitest';
import { SINGLE_ROUTER } from '../../../../src/model/network/routers.js';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import type { RunRecord, TrialRecord } from '../../../../src/results/schema.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { runRecord, trialRecord } from '../../../results/record.js';
import { judgementOf, seenTrial } from '../archived-run.js';
import type { MeasuredRecord } from '../../../measured.js';

const trial = trialRecord(1, [10, 10]);
const seen: MeasuredRecord = { ...trial, result: seenTrial(trial.result) };

const judged = (change: Partial<RunRecord>, trials: readonly TrialRecord[] = [seen]) => {
  const conformance = [...conformanceOf({ ...runRecord, results: [], ...change }, trials)];
  return (section: string, words: string) =>
    judgementOf({ conformance }, `RFC 2544, ${section}`, words);
};

/** The same trial with a stream more, to another port. */
const twoExits = (): TrialRecord => {
  const [stream] = seen.result.streams ?? [];
  if (stream === undefined) throw new Error('no stream');
  return { ...seen, result: { ...seen.result, streams: [stream, { ...stream, exit: 'dut-2' }] } };
};

describe('test streams', () => {
  it('go to one host, or to 256 networks', () => {
    const one = judged({ traffic: PLAIN_TRAFFIC });
    expect(one('12', 'one source')).toBe('met');
    expect(one('12', 'again with')).toBe('deviates: one each');
    const traffic = { ...PLAIN_TRAFFIC, destinations: 'many' } as const;
    const many = judged({ traffic });
    expect(many('12', 'one source')).toBe('deviates: in 256 networks at once');
    expect(many('12', 'again with')).toBe('met');
    const few = judged({ traffic, routers: { ...SINGLE_ROUTER, routes: 8 } });
    expect(few('12', 'again with')).toBe('deviates: 8 networks');
  });

  it('go one way, or both', () => {
    expect(judged({ traffic: PLAIN_TRAFFIC })('14', 'in both')).toBe('deviates: in one direction');
    const traffic = { ...PLAIN_TRAFFIC, direction: 'bidirectional' } as const;
    expect(judged({ traffic })('14', 'in both')).toBe('met');
  });

  it('enter and leave by the ports that trials name', () => {
    const row = judged({});
    expect(row('15', 'one port')).toBe('met');
    expect(row('16', 'from each')).toBe('not-applicable');
    const two = judged({}, [twoExits()]);
    expect(two('15', 'one port')).toBe('deviates: 1 in, 2 out');
    expect(two('16', 'from each')).toBe('deviates: to one each');
    const none = judged({}, [trial]);
    expect(none('15', 'one port')).toBe('not seen: ports are not recorded');
    expect(none('16', 'from each')).toBe('not seen: ports are not recorded');
  });

  it('are not there in a simulation', () => {
    const row = judged({ environment: { kind: 'simulated' }, traffic: PLAIN_TRAFFIC });
    expect(row('12', 'one source')).toBe('not seen: simulated');
    expect(row('14', 'in both')).toBe('not seen: simulated');
    expect(row('13', 'each trial')).toBe('not seen: simulated');
  });
});
