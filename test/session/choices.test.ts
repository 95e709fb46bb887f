import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { bitsPerSecond } from '../../src/model/units.js';
import { conformanceOf } from '../../src/rfc2544/conformance/conformance.js';
import { choicesOf } from '../../src/session/choices.js';
import { withFile } from '../config/examples.js';

const choices = async (procedures: string, speed?: number) => {
  const text = `name: x
ingressPorts: 2
dataPlanes: [napi-macvlan]
trial: { duration: 90 s }
procedures:
${procedures}`;
  const { playbook } = await withFile(text, loadPlaybook);
  return choicesOf(playbook, speed === undefined ? undefined : bitsPerSecond(speed));
};

const SEARCHES = `  - { test: throughput, minimumLoad: 10 kpps, maximumLoad: 1400 kpps, resolution: 1 % }
  - { test: mlrsearch, goals: [csit-pdr, rfc2544], minimumLoad: 10 kpps, maximumLoad: 1300 kpps, resolution: 1 % }
  - { test: frame-loss-rate, maximumLoad: 1 Mpps, step: 5 % }
  - { test: frame-loss-rate, maximumLoad: 2 Mpps, step: 10 % }
`;
const OTHERS = `  - { test: back-to-back, frameRate: 1400 kpps, throughput: 700 kpps, longestBurst: 1 s, step: 2, repeats: 7 }
  - { test: system-recovery, frameRate: 1400 kpps, throughput: 700 kpps, overload: 10 s }
  - { test: latency, throughput: 700 kpps, duration: 20 s, tagAfter: 10 s }
  - { test: reset, kind: power, throughput: 700 kpps }
`;

describe('what a playbook chooses', () => {
  it('is, of several procedures of a kind, what conforms least', async () => {
    expect(await choices(SEARCHES, 1e9)).toEqual({
      frameSizes: [64],
      traffic: PLAIN_TRAFFIC,
      ports: { ingress: 2, egress: 1 },
      modifiers: ['none'],
      learning: { frames: 0, wait: 2e9 },
      counting: 'nic',
      cloneSkb: 0,
      residualWait: 2e9,
      restabilise: 5e9,
      decidingTrial: 1e9,
      mediaMaximum: 2 * 1_488_095,
      searches: { maximumLoad: 1_300_000, lossRatio: 0.005 },
      mlrSearch: {
        width: 0.01,
        lossRatio: 0.005,
        exceedRatios: [0.5, 0],
        finalDurations: [1e9, 60e9],
      },
      frameLossRate: { maximumLoad: 1_000_000, step: 0.1 },
    });
  });

  it('is all that the links carry of the smallest frames where it leaves loads to them', async () => {
    const open = SEARCHES.replaceAll(/maximumLoad: [\d]+ kpps, /g, '');
    expect((await choices(open, 1e9)).searches?.maximumLoad).toBe(2 * 1_488_095);
  });

  it('holds no trial to 60 s whose length is its own', async () => {
    expect(await choices(OTHERS)).toEqual({
      frameSizes: [64],
      traffic: PLAIN_TRAFFIC,
      ports: { ingress: 2, egress: 1 },
      modifiers: ['none'],
      learning: { frames: 0, wait: 2e9 },
      counting: 'nic',
      cloneSkb: 0,
      residualWait: 2e9,
      restabilise: 5e9,
      latency: { throughput: 'given', duration: 20e9, tagAfter: 10e9, repeats: 20 },
      backToBack: { throughput: 'given', repeats: 7 },
      systemRecovery: { throughput: 'given', overload: 10e9, repeats: 3 },
      reset: { throughput: 'given', kinds: ['power'], after: 10e9, repeats: 3 },
    });
  });

  it('is a throughput that is measured where all tests leave it to the search before them', async () => {
    const open = OTHERS.replaceAll(/throughput: 700 kpps, /g, '').replace(/frameRate: [^,]+, /, '');
    const found = await choices(`${SEARCHES}${open.replaceAll(', throughput: 700 kpps', '')}`, 1e9);
    expect(found.latency?.throughput).toBe('measured');
    expect(found.reset?.throughput).toBe('measured');
    const one = '  - { test: latency, throughput: 600 kpps }\n';
    const mixed = await choices(`${SEARCHES}${one}  - { test: latency }\n`, 1e9);
    expect(mixed.latency?.throughput).toBe('given');
  });

  it('tells on bursts that are repeated less than 50 times', async () => {
    expect(conformanceOf(await choices(OTHERS))).toContainEqual({
      requirement: 'bursts are repeated 50 times or more',
      section: '26.4',
      level: 'SHOULD',
      state: 'deviates',
      value: '7 times',
    });
  });
});
