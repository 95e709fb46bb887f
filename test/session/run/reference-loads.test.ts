import { describe, expect, it } from 'vitest';
import { loadPlaybook, positionIn } from '../../../src/config/load.js';
import { bytes, pps } from '../../../src/model/units.js';
import { simulatePlaybook } from '../../../src/session/backends/simulation.js';
import type { RunEvent } from '../../../src/session/run/events.js';
import { withFile } from '../../config/examples.js';
import { allTheSame, LINK_SPEED } from '../simulated-run.js';

const PLAYBOOK = `name: x
dataPlanes: [napi-macvlan]
reference: ip-forwarder
trial: { duration: 1 s }
procedures:
  - { test: load-sweep, intendedLoads: [50 % of reference, 100 % of reference, 400 % of reference] }
  - { test: load-sweep, intendedLoads: [20 kpps] }
`;

const eventsOf = async (capacity: number): Promise<readonly RunEvent[]> => {
  const loaded = await withFile(PLAYBOOK, loadPlaybook);
  const events: RunEvent[] = [];
  await simulatePlaybook(
    {
      playbook: loaded.playbook,
      written: { stated: loaded.stated, positionOf: positionIn(loaded, 'simulated') },
      linkSpeed: LINK_SPEED,
      runId: 'x',
      signal: new AbortController().signal,
      emit: (event) => {
        events.push(event);
        return Promise.resolve();
      },
      announce: () => undefined,
    },
    allTheSame({ capacity: pps(capacity) }),
  );
  return events;
};

const loadsIn = (events: readonly RunEvent[], procedure: number): readonly number[] =>
  events.flatMap((event) =>
    event.type === 'trial-started' &&
    event.cell.network !== 'reference' &&
    event.cell.procedure === procedure
      ? [event.request.intendedLoad]
      : [],
  );

describe('loads in proportion to a reference', () => {
  it('are computed from its throughput, which is measured first', async () => {
    const events = await eventsOf(600_000);
    const [first] = events.flatMap((event) => (event.type === 'cell-started' ? [event.cell] : []));
    expect(first).toMatchObject({ dataPlane: 'ip-forwarder', network: 'reference' });
    const [loads] = events.flatMap((event) => (event.type === 'loads-known' ? [event.loads] : []));
    const found = loads?.throughputs.get(bytes(64));
    if (found?.state !== 'found') throw new Error('no throughput');
    expect(found.load).toBeGreaterThan(600_000 * 0.98);
    expect(found.load).toBeLessThanOrEqual(600_000);
    expect(loadsIn(events, 0)).toEqual([found.load / 2, found.load]);
  });

  it('are left out one by one if the ports cannot carry them, with position, limit and reason', async () => {
    const events = await eventsOf(600_000);
    const reasons = events.flatMap((event) => (event.type === 'left-out' ? [event.left] : []));
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ single: true, path: 'procedures[0].intendedLoads[2]' });
    expect(reasons[0]?.reason).toMatch(
      /^6:80 procedures\[0\]\.intendedLoads\[2\]: \d+ pps is more than 1 port of 1000 Mb\/s can carry: 1488095 pps/,
    );
  });

  it('are not measured if no throughput was found; other loads are', async () => {
    const events = await eventsOf(0);
    expect(loadsIn(events, 0)).toEqual([]);
    expect(loadsIn(events, 1)).toEqual([20_000]);
    const left = events.flatMap((event) => (event.type === 'left-out' ? [event.left.reason] : []));
    expect(left[0]).toMatch(/6:41 .*50 % of the reference, and the throughput is 0: loss even at/);
  });
});
