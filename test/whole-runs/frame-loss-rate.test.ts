import { describe, expect, it } from 'vitest';
import { pps } from '../../src/model/units.js';
import { shown } from '../report/shown.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const FRAME_LOSS_RATE = `  - test: frame-loss-rate
    maximumLoad: 1000 kpps
    step: 10 %
`;

describe("a playbook's frame loss rate test", () => {
  it('goes down in steps until two loads lose nothing', async () => {
    const { results, trials, planned } = await conductPlaybook(FRAME_LOSS_RATE, {
      capacity: pps(850_000),
    });
    expect(planned).toBe(10);
    expect(trials.map(({ test }) => test)).toEqual(Array(4).fill('frame-loss-rate'));
    const measured = (intendedLoad: number, trial: number, forwardingRate: number) => ({
      intendedLoad,
      trials: [trial],
      validTrials: 1,
      figures: {
        medianTrial: trial,
        offeredLoad: intendedLoad,
        forwardingRate,
        lossRatio: 1 - forwardingRate / intendedLoad,
        leastForwardingRate: forwardingRate,
        greatestForwardingRate: forwardingRate,
      },
      decided: true,
    });
    expect(results[0]?.result).toEqual({
      test: 'frame-loss-rate',
      loads: [
        measured(1_000_000, 1, 850_000),
        measured(900_000, 2, 850_000),
        measured(800_000, 3, 800_000),
        measured(700_000, 4, 700_000),
      ],
      endedLossFree: true,
    });
  });

  it('has a section of its own in the report', async () => {
    const { results, trials } = await conductPlaybook(FRAME_LOSS_RATE, { capacity: pps(850_000) });
    const run = { ...runRecord, results: [...results] };
    expect(shown(run, trials)).toContain(`
Frame loss rate (RFC 2544 section 26.3)
---------------------------------------

Loss at each load
data plane    frame size  intended  offered  forwarded   loss  valid  trials  lost in backlog queue
                   bytes      kpps     kpps       kpps      %                                frames
napi-macvlan          64      1000     1000      850.0  15.00      1       1                 150000
napi-macvlan          64     900.0    900.0      850.0   5.56      1       1                  50000
napi-macvlan          64     800.0    800.0      800.0      0      1       1                      0
napi-macvlan          64     700.0    700.0      700.0      0      1       1                      0
`);
    expect(shown(run, trials)).toContain('\nWhere frames went, 64 bytes\n');
    expect(shown(run, trials)).toContain(`
Down to two successive loads without loss.
`);
  });

  it('says so when frames are lost at every load', async () => {
    const device = { capacity: pps(850_000), lossFloor: 0.1 };
    const { results, trials } = await conductPlaybook(FRAME_LOSS_RATE, device);
    const run = { ...runRecord, results: [...results] };
    expect(shown(run, trials)).toContain(
      'napi-macvlan, 64 bytes: no two successive loads without loss',
    );
  });
});
