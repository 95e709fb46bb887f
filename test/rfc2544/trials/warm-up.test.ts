import { describe, expect, it } from 'vitest';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { loadSweep } from '../../../src/rfc2544/tests/load-sweep/procedure.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { warmedUp } from '../../../src/rfc2544/trials/warm-up.js';
import { conductOn } from '../conducting.js';

const frameSize = bytes(64);
const goal = { intendedLoads: [pps(1_000), pps(2_000)], repeats: 1 };
const sweep = () => loadSweep({ frameSize, duration: seconds(1) }, goal);

describe('a procedure with a warm-up', () => {
  it('begins with one trial at the highest load that its result does not refer to', () => {
    const warmUp = { duration: seconds(3), intendedLoad: pps(2_000) };
    const { result, requests } = conductOn(
      simulate({ capacity: pps(1_500) }),
      warmedUp(sweep(), frameSize, warmUp),
    );
    expect(requests[0]).toEqual({ frameSize, ...warmUp, warmUp: true });
    expect(requests.slice(1).map(({ warmUp: marked }) => marked)).toEqual([undefined, undefined]);
    expect(result.loads.map(({ trials }) => trials)).toEqual([[2], [3]]);
  });

  it('does not repeat an invalid warm-up', () => {
    const { requests } = conductOn(
      simulate({ capacity: pps(1_500), generator: { limit: pps(1_000) } }),
      warmedUp(sweep(), frameSize, { duration: seconds(1), intendedLoad: pps(2_000) }),
    );
    expect(requests.filter(({ warmUp }) => warmUp)).toHaveLength(1);
    expect(requests[1]?.intendedLoad).toBe(1_000);
  });

  it('is as it was if the warm-up has no length', () => {
    const { requests } = conductOn(
      simulate({ capacity: pps(1_500) }),
      warmedUp(sweep(), frameSize, { duration: seconds(0), intendedLoad: pps(2_000) }),
    );
    expect(requests).toHaveLength(2);
  });
});
