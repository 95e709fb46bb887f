import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { bitsPerSecond, nanoseconds, pps } from '../../src/model/units.js';
import { factsOf, stateOf } from '../../src/report/facts.js';
import { plainText, sentenceText } from '../../src/report/terminal/units.js';
import type { RunRecord, TrialRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';

const fact = (name: string, change: Partial<RunRecord>, trials: readonly TrialRecord[] = []) => {
  const found = factsOf({ ...runRecord, ...change }, trials).find((each) => each.name === name);
  return found && plainText(found.value);
};

const lasting = (duration: number, sequence: number): TrialRecord => {
  const trial = trialRecord(sequence, [10_000, 10_000]);
  const request = { ...trial.result.request, duration: nanoseconds(duration) };
  return { ...trial, result: { ...trial.result, request } };
};

describe('the facts of a run', () => {
  it('have its media, if the archive has them', () => {
    const linkSpeed = bitsPerSecond(1e9);
    expect(fact('media', { media: { ingressPorts: 2, linkSpeed } })).toBe(
      'Ethernet, 2 ingress ports, links of 1000 Mb/s',
    );
    expect(fact('media', { media: { ingressPorts: 1, linkSpeed: null } })).toBe(
      'Ethernet, 1 ingress port, link speed not known',
    );
    expect(fact('media', {})).toBeUndefined();
  });

  it('have its test frames, however plain, if the archive has them', () => {
    expect(fact('traffic', { traffic: PLAIN_TRAFFIC })).toBe(
      'UDP echo over IPv4, steady, one destination per port, one way',
    );
    const traffic = { protocol: 'ipv6', destinations: 'many', direction: 'bidirectional' } as const;
    expect(fact('traffic', { traffic })).toBe(
      'UDP echo over IPv6, steady, destinations in 256 networks, both ways, loads are their sum',
    );
    expect(fact('traffic', {})).toBeUndefined();
  });

  it('have its routers, if they are not one with an interface on each port', () => {
    const of = (routers: RunRecord['routers']) => routers && fact('routers', { routers });
    const one = { count: 1, ports: 'shared', interfaces: 1 } as const;
    expect(of(one)).toBeUndefined();
    expect(fact('routers', {})).toBeUndefined();
    expect(of({ ...one, interfaces: 64, routes: 512 })).toBe(
      '1, 64 interfaces on each port, 512 routes each',
    );
    const traffic = [
      { router: 0, share: 2 },
      { router: 1, load: pps(30_000) },
    ];
    expect(of({ ...one, count: 2, ports: 'own', traffic })).toBe(
      '2, with separate ports; router 0: share 2; router 1: 30 kpps of its own',
    );
    const many = Array.from({ length: 5 }, (_, router) => ({ router, share: 1 }));
    expect(of({ ...one, count: 9, traffic: many })).toBe(
      '9, with shared ports; frames for 5 of them',
    );
  });

  it('count trials of many lengths, and warm-up trials separately', () => {
    const all = [1e9, 60e9, 390_457].map(lasting);
    expect(fact('trials', {}, all.slice(0, 2))).toBe('2 of 1 s and 60 s');
    expect(fact('trials', {}, all)).toBe('3 of 390.5 us to 60 s');
    const [first = lasting(1e9, 1)] = all;
    const request = { ...first.result.request, warmUp: true as const };
    const warmUp = { ...first, result: { ...first.result, request } };
    expect(fact('trials', {}, [warmUp, ...all])).toBe(
      '3 of 390.5 us to 60 s, after 1 of 1 s for warm-up',
    );
    expect(fact('trials', {}, [])).toBe('0');
  });

  it('have the DUT, if there is one and it was read', () => {
    expect(fact('DUT', {})).toBe('Linux 6.1.0-56-cloud-amd64, 1 x QEMU TCG CPU version 2.5+');
    expect(fact('DUT', { setup: null })).toBe('not read');
    expect(fact('DUT', { environment: { kind: 'simulated' } })).toBeUndefined();
  });
});

describe('the state of a run', () => {
  it.each([
    [{ state: 'complete' } as const, 'result', /complete/],
    [{ state: 'interrupted' } as const, 'warning', /interrupted/],
    [
      { state: 'failed', message: 'the DUT went away' } as const,
      'warning',
      /failed: the DUT went away/,
    ],
    [{ state: 'running' } as const, 'warning', /not ended/],
  ])('%j is told', (state, level, text) => {
    const remark = stateOf({ state });
    expect(remark.level).toBe(level);
    expect(sentenceText(remark.text)).toMatch(text);
  });
});
