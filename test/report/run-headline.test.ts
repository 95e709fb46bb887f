import { describe, expect, it } from 'vitest';
import { REFERENCE } from '../../src/model/network/network.js';
import { bytes, pps } from '../../src/model/units.js';
import { runHeadline } from '../../src/report/run-headline.js';
import { plainText } from '../../src/report/terminal/units.js';
import type { CellResult } from '../../src/results/schema.js';
import { runRecord } from '../results/record.js';

const [sweep] = runRecord.results;
if (sweep === undefined) throw new Error('a record without results');

const headline = (...results: readonly CellResult[]): string | undefined => {
  const found = runHeadline(results);
  return found === undefined ? undefined : plainText(found);
};

type Where = Pick<CellResult, 'network' | 'modifier'> & Partial<CellResult>;
type Plane = CellResult['dataPlane'];

/** A search that found this rate. */
const found = (dataPlane: Plane, rate: number, where: Where = {}): CellResult => ({
  ...{ dataPlane, frameSize: bytes(64), procedure: 1, ...where },
  result: {
    test: 'throughput',
    outcome: {
      state: 'found',
      lower: { load: pps(rate), offeredLoad: pps(rate), trial: 6 },
      upper: { reason: 'loss', load: pps(rate + 100), trial: 7 },
    },
  },
});

/** A search whose greatest load passed. */
const passedAll = (dataPlane: Plane, rate: number): CellResult => ({
  ...found(dataPlane, rate),
  result: {
    test: 'throughput',
    outcome: {
      state: 'maximum',
      lower: { load: pps(rate), offeredLoad: pps(rate), trial: 6 },
    },
  },
});

describe('the headline of a run', () => {
  it('has the figure of each data plane at the same frame size', () => {
    expect(
      headline(
        found('ip-forwarder', 783_700),
        found('macvlan', 500_000),
        found('macvlan', 400_000, { frameSize: bytes(128) }),
        found('macvlan', 300_000, { procedure: 2 }),
      ),
    ).toBe('throughput, 64 bytes: ip-forwarder 783.7 kpps, macvlan 500 kpps');
  });

  it('has the network and the modifier', () => {
    const where = { network: 'narrow', modifier: 'filters-25' } as const;
    expect(headline(found('macvlan', 1000, where), found('macvlan', 2000))).toBe(
      'throughput, 64 bytes, narrow, filters-25: macvlan 1 kpps',
    );
  });

  it('says if a figure is a lower bound', () => {
    expect(headline(passedAll('macvlan', 1000))).toMatch(/: macvlan at least 1 kpps$/);
  });

  it('is not the search of a reference', () => {
    expect(headline(found('macvlan', 1000, { network: REFERENCE }))).toBeUndefined();
    expect(
      headline(found('macvlan', 1000, { network: REFERENCE }), found('macvlan', 2000)),
    ).toMatch(/: macvlan 2 kpps$/);
  });

  it('names a data plane that has no figure beside one that has', () => {
    const none: CellResult = {
      ...sweep,
      dataPlane: 'veth-bridge',
      result: {
        test: 'load-sweep',
        loads: [{ intendedLoad: pps(1000), trials: [1], validTrials: 0, figures: null }],
      },
    };
    expect(headline(none, sweep)).toMatch(/: veth-bridge none, softnet-macvlan 9 kpps$/);
    expect(headline(none)).toBeUndefined();
  });

  it('is missing if there are no results', () => {
    expect(headline()).toBeUndefined();
  });
});
