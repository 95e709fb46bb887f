import { describe, expect, it } from 'vitest';
import { STEP_KINDS } from '../../src/provision/registry.js';
import { tuningSteps } from '../../src/provision/tuning-steps.js';
import { recordingHost } from './recording-host.js';

const place = { interfaces: ['eth1', 'eth2'], cpus: [2, 3] };
const kinds = (steps: ReturnType<typeof tuningSteps>) => steps.map(({ kind }) => kind);

describe("the steps of a testbed's tuning", () => {
  it('are none if it requests nothing', () => {
    expect(tuningSteps({ stated: {}, implied: {} }, place)).toEqual([]);
  });

  it('are in an order in which none resets another', () => {
    const steps = tuningSteps(
      {
        stated: {
          cpus: [2],
          qdisc: 'pfifo_fast',
          coalescing: 'off',
          pause: false,
          offloads: { gro: false },
          rings: 'max',
          rss: 'default',
          channels: 1,
          turbo: false,
          governor: 'performance',
        },
        implied: {},
      },
      place,
    );
    expect(kinds(steps)).toEqual([
      'governor',
      'turbo',
      'irqbalance',
      'channels',
      'rss',
      'rings',
      'offloads',
      'pause',
      'coalescing',
      'qdisc',
      'irq-affinity',
      'rps',
    ]);
    for (const { kind } of steps) expect(Object.keys(STEP_KINDS)).toContain(kind);
  });

  it('skip what a driver does not have only if the testbed does not state it', () => {
    const [stated, implied] = tuningSteps(
      { stated: { rings: 'max' }, implied: { pause: false } },
      place,
    );
    expect(stated?.spec).toEqual({ interfaces: ['eth1', 'eth2'], wanted: 'max' });
    expect(implied?.spec).toEqual({
      interfaces: ['eth1', 'eth2'],
      wanted: false,
      optional: true,
    });
  });

  it('assign the ports of a role to its CPUs in turn', () => {
    const steps = tuningSteps({ stated: {}, implied: { cpus: [2, 3] } }, place);
    expect(kinds(steps)).toEqual(['irqbalance', 'irq-affinity', 'rps']);
    expect(steps[1]?.spec).toEqual({
      optional: true,
      ports: [
        { interface: 'eth1', cpus: [2, 3] },
        { interface: 'eth2', cpus: [3, 2] },
      ],
    });
  });

  it('assign all ports to one CPU with `first`', () => {
    const steps = tuningSteps({ stated: { cpus: 'first', rps: false }, implied: {} }, place);
    expect(steps[1]?.spec).toMatchObject({
      ports: [
        { interface: 'eth1', cpus: [2] },
        { interface: 'eth2', cpus: [2] },
      ],
    });
  });

  it('show what they change in the namespace of the ports', async () => {
    const [step] = tuningSteps(
      { stated: { rps: false }, implied: {} },
      { ...place, namespace: 'gen' },
    );
    expect(step?.describe()[0]?.argv.slice(0, 4)).toEqual(['ip', 'netns', 'exec', 'gen']);
    const host = recordingHost();
    await step?.apply(host);
    expect(host.commands).toEqual(step?.describe());
  });

  it('of a machine need no ports', () => {
    const settings = { governor: 'performance', pause: false } as const;
    expect(kinds(tuningSteps({ stated: settings, implied: {} }, { interfaces: [] }))).toEqual([
      'governor',
    ]);
  });
});
