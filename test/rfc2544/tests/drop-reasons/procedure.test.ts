import { describe, expect, it } from 'vitest';
import { withoutFigures } from '../../../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../../../src/model/units.js';
import { simulate } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { dropReasons, overloadOf } from '../../../../src/rfc2544/tests/drop-reasons/procedure.js';

const goal = {
  ...{ frameRate: pps(1_000_000), throughput: pps(100_000), overload: 1.5 },
  duration: seconds(1),
};

describe('a diagnosis', () => {
  it('is one trial above the throughput that asks for drop reasons, and its result is its number', () => {
    const procedure = dropReasons(bytes(64), goal);
    const { value: request, done } = procedure.next();
    expect(done).toBe(false);
    expect(request).toEqual({
      ...{ frameSize: 64, intendedLoad: 150_000, duration: 1e9, diagnosis: true },
    });
    const result = simulate({ capacity: pps(100_000) })({
      ...{ frameSize: bytes(64), intendedLoad: pps(150_000), duration: seconds(1) },
      diagnosis: true,
    });
    expect(result.dropReasons?.state).toBe('unavailable');
    expect(procedure.next({ sequence: 7, result })).toEqual({
      done: true,
      value: { test: 'drop-reasons', load: 150_000, outcome: { state: 'made', trial: 7 } },
    });
  });

  it('is not run again if it is invalid, nor claimed if it has no figures', () => {
    const procedure = dropReasons(bytes(64), goal);
    const { value: request } = procedure.next();
    if ('test' in request) throw new Error('it asks for a trial');
    const reason = { code: 'connection-lost', detail: 'dut' } as const;
    const result = withoutFigures(request, [reason], nanoseconds(1));
    const { done, value } = procedure.next({ sequence: 1, result });
    expect(done).toBe(true);
    expect(value).toMatchObject({ outcome: { state: 'undecided', causes: [reason] } });
  });

  it('offers no more than the media carries', () => {
    expect(overloadOf({ ...goal, overload: 20 })).toBe(1_000_000);
  });
});
