import { describe, expect, it } from 'vitest';
import { problemsOf } from './examples.js';

/** Two routers with ports of their own, the second with a fixed load of 30 kpps. */
const playbook = (procedures: string, routers = '{ router: 1, load: 30 kpps }'): string =>
  `name: pairs
dataPlanes: [macvlan]
ingressPorts: 2
egressPorts: 2
routers: { count: 2, ports: own, traffic: [{ router: 0, share: 1 }, ${routers}] }
trial: { duration: 1 s }
procedures:
${procedures}`;

const SWEEP = '  - { test: load-sweep, intendedLoads: [30 kpps, 31 kpps] }\n';
const SEARCH = (load: string): string =>
  `  - { test: throughput, minimumLoad: ${load}, maximumLoad: 1 Mpps, resolution: 1 % }\n`;
const nothing = (load: string): string =>
  `${load} leave nothing to share: routers have fixed loads of 30000 pps in total (routers.traffic)`;

describe('loads of a playbook whose routers have fixed loads', () => {
  it('must exceed the fixed loads', async () => {
    expect(await problemsOf(playbook(SWEEP))).toEqual([
      `8:41 procedures[0].intendedLoads[0]: ${nothing('30000 pps')}`,
    ]);
    expect(await problemsOf(playbook(SEARCH('20 kpps')))).toEqual([
      `8:38 procedures[0].minimumLoad: ${nothing('20000 pps')}`,
    ]);
  });

  it('must exceed them at the end of a frame loss rate test', async () => {
    const test = (step: string) =>
      playbook(`  - { test: frame-loss-rate, maximumLoad: 100 kpps, step: ${step} }\n`);
    expect(await problemsOf(test('10 %'))).toEqual([
      `8:59 procedures[0].step: ${nothing('10000 pps')}`,
    ]);
  });

  it('must exceed them after an overload, at any throughput that may be found', async () => {
    const recovery = '  - { test: system-recovery, frameRate: 1 Mpps, overload: 1 s }\n';
    expect(await problemsOf(playbook(`${SEARCH('55 kpps')}${recovery}`))).toEqual([]);
    expect(await problemsOf(playbook(`${SEARCH('54 kpps')}${recovery}`))).toEqual([
      expect.stringMatching(
        /^9:5 procedures\[1\](\.throughput)?: 29700 pps leave nothing to share/,
      ),
    ]);
    const given = '  - { test: system-recovery, frameRate: 1 Mpps, throughput: 50 kpps }\n';
    expect(await problemsOf(playbook(given))).toEqual([
      `8:61 procedures[0].throughput: ${nothing('27500 pps')}`,
    ]);
  });
});

describe('a trial', () => {
  it('has a frame for each stream of each router', async () => {
    const streams = (load: string) =>
      problemsOf(`name: streams
dataPlanes: [macvlan]
routers: { count: 2, interfaces: 4, traffic: [{ router: 0, share: 3 }, { router: 1, share: 1 }] }
trial: { duration: 1 s, warmUp: 500 ms }
procedures:
  - { test: load-sweep, intendedLoads: [${load}] }
`);
    expect(await streams('32 pps')).toEqual([]);
    expect(await streams('15 pps')).toEqual([
      '4:33 trial.warmUp: a trial of 500 ms at 15 pps has no frame to send in each of the 4 streams of router 1',
      '6:41 procedures[0].intendedLoads[0]: a trial of 1000 ms at 15 pps has no frame to send in each of the 4 streams of router 1',
    ]);
  });

  it('has a frame for the stream of a router with a small fixed load', async () => {
    expect(
      await problemsOf(
        playbook(
          '  - { test: load-sweep, intendedLoads: [1 kpps] }\n',
          '{ router: 1, load: 0.5 pps }',
        ),
      ),
    ).toEqual([
      '8:41 procedures[0].intendedLoads[0]: a trial of 1000 ms at 1000 pps has no frame to send in the stream of router 1',
    ]);
  });

  it('has frames no further apart than a generator can wait', async () => {
    const slow = playbook(
      '  - { test: soak, load: 1 kpps, trialDuration: 60 s }\n',
      '{ router: 1, load: 0.05 pps }',
    );
    expect(await problemsOf(slow)).toEqual([
      '8:25 procedures[0].load: at 1000 pps router 1 has 20 s between two frames of a stream; a generator waits at most 9.999999999 s',
    ]);
  });
});
