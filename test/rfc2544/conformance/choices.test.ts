import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { PLAIN_TRAFFIC } from '../../../src/model/network/traffic.js';
import { bitsPerSecond } from '../../../src/model/units.js';
import { conformanceOf } from '../../../src/rfc2544/conformance/conformance.js';
import { choicesOf, type ChosenRun } from '../../../src/rfc2544/conformance/choices.js';
import { withFile } from '../../config/examples.js';

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

const verdictsOn = (run: ChosenRun, section: string) =>
  conformanceOf(run)
    .filter((item) => item.section === section && item.state === 'deviates')
    .map((item) => (item.state === 'deviates' ? item.value : ''));

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
    const run = await choices(SEARCHES, 1e9);
    expect(run.choices).toEqual({
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
    });
    expect(verdictsOn(run, 'RFC 9971, 4.6.1')).toEqual(['1 and 60 s']);
    expect(verdictsOn(run, 'RFC 9971, 4.6.4')).toEqual(['50 % and 0 %']);
    expect(verdictsOn(run, '26.3')).toEqual(['1000000 of 2976190 pps']);
  });

  it('is all that the links carry of the smallest frames where it leaves loads to them', async () => {
    const open = SEARCHES.replaceAll(/maximumLoad: [\d]+ kpps, /g, '');
    expect((await choices(open, 1e9)).choices.searches?.maximumLoad).toBe(2 * 1_488_095);
  });

  it('holds no trial to 60 s whose length is its own', async () => {
    const run = await choices(OTHERS);
    expect(run.choices).toEqual({
      frameSizes: [64],
      traffic: PLAIN_TRAFFIC,
      ports: { ingress: 2, egress: 1 },
      modifiers: ['none'],
      learning: { frames: 0, wait: 2e9 },
      counting: 'nic',
      cloneSkb: 0,
      residualWait: 2e9,
      restabilise: 5e9,
    });
    const told = 'the playbook says it';
    expect(verdictsOn(run, '24')).toEqual([]);
    expect(verdictsOn(run, '26.2')).toEqual([told, '20 s', '10 s', 'to the same destination']);
    expect(verdictsOn(run, '26.5')).toEqual([told, '10 s']);
    expect(verdictsOn(run, 'RFC 6201, 4.2.1')).toEqual(['power', '10 s']);
  });

  it('is a throughput that is measured where all tests leave it to the search before them', async () => {
    const open = OTHERS.replaceAll(/throughput: 700 kpps, /g, '').replace(/frameRate: [^,]+, /, '');
    const found = await choices(`${SEARCHES}${open.replaceAll(', throughput: 700 kpps', '')}`, 1e9);
    const told = 'the playbook says it';
    expect(verdictsOn(found, '26.2')).not.toContain(told);
    expect(verdictsOn(found, '26.6')).not.toContain(told);
    const one = '  - { test: latency, throughput: 600 kpps }\n';
    const mixed = await choices(`${SEARCHES}${one}  - { test: latency }\n`, 1e9);
    expect(verdictsOn(mixed, '26.2')).toContain(told);
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
