import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalsOf, sinkDisagreement } from '../../../src/traffic/counters/sink-arrivals.js';
import { sinkFlow } from '../sink-flow.js';

const report = {
  ports: [
    { interface: 'eth1', frames: 90, foreign: 3, unclassified: 0 },
    { interface: 'eth2', frames: 50, foreign: 1, unclassified: 0 },
  ],
  flows: [
    sinkFlow({ port: 'eth1', lost: 10, reordered: 4 }),
    sinkFlow({ port: 'eth2', duplicates: 5, lost: 1 }),
  ],
};

describe('arrivalsOf', () => {
  it('adds up ports and flows', () => {
    expect(arrivalsOf(report, true)).toEqual({
      frames: 140,
      foreign: 4,
      order: { lost: 11, duplicates: 5, reordered: 4, unknown: 0 },
    });
  });

  it('says nothing about order if a port’s frames were received on several CPUs', () => {
    const flows = [sinkFlow({ port: 'eth1' }), sinkFlow({ port: 'eth1', cpu: 1 })];
    expect(arrivalsOf({ ...report, flows }, true)).toEqual({ frames: 140, foreign: 4 });
  });

  it('says nothing about order if there was no room for a flow, whose frames it counts', () => {
    const [one, other] = report.ports;
    if (one === undefined || other === undefined) throw new Error('there are two ports');
    const full = { ...report, ports: [one, { ...other, unclassified: 2 }] };
    expect(arrivalsOf(full, true)).toEqual({ frames: 142, foreign: 4 });
  });

  it('says nothing about order if sequence numbers repeat', () => {
    expect(arrivalsOf(report, false)).toEqual({ frames: 140, foreign: 4 });
  });
});

const frames = fc.nat(1e9);

describe('sinkDisagreement', () => {
  it('allows what only the module could see', () => {
    fc.assert(
      fc.property(frames, frames, frames, (test, foreign, unseen) => {
        const nic = test + Math.max(0, foreign - unseen);
        return sinkDisagreement({ nic, module: { frames: test, foreign } }).length === 0;
      }),
    );
  });

  it('names both figures if they cannot both be right', () => {
    expect(sinkDisagreement({ nic: 99, module: { frames: 100, foreign: 2 } })).toEqual([
      {
        code: 'sink-counters-disagree',
        detail:
          "the sink's NICs received 99 frames (rx_packets), its frame_sink 100 test frames and 2 others",
      },
    ]);
    expect(sinkDisagreement({ nic: 103, module: { frames: 100, foreign: 2 } })).toHaveLength(1);
  });
});
