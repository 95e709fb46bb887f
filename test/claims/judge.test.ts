import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claims } from '../../src/claims/claims.js';
import { judgeClaims, type JudgedClaim } from '../../src/claims/judge.js';
import type { ClaimRun } from '../../src/claims/observed/measured.js';
import type { Claim } from '../../src/claims/kinds/index.js';
import { pps } from '../../src/model/units.js';
import { PAPER_RUNS } from './paper-devices.js';
import { isolationRun, latencyRun, paperClaims, paperRun, paperRuns } from './paper-runs.js';

const claims = await paperClaims();

const statesOf = (judged: readonly JudgedClaim[]): Readonly<Record<string, string>> =>
  Object.fromEntries(judged.map(({ claim, verdict }) => [claim.id, verdict.state]));

const judge = (runs: readonly ClaimRun[], by: Claims = claims) => statesOf(judgeClaims(by, runs));

/** The claims with another verdict. */
const others = (states: Readonly<Record<string, string>>, state: string): readonly string[] =>
  Object.entries(states).flatMap(([id, own]) => (own === state ? [] : [`${id}: ${own}`]));

const collapse = (load: number) => ({
  forwarded: load <= 700_000 ? load : 400_000,
  losses: { 'backlog-queue': Math.max(0, load - 400_000) },
});

/** A claim with another number; undefined for one without numbers. */
const altered = (claim: Claim): Claim | undefined => {
  switch (claim.kind) {
    case 'ratio':
      return { ...claim, value: claim.value * 1.5 };
    case 'bound':
      return { ...claim, is: 'atMost' in claim.is ? { atMost: 0.01 } : { atLeast: 1.5 } };
    case 'falls':
      return { ...claim, by: 'atMost' in claim.by ? { atMost: 0.01 } : { atLeast: 0.9 } };
    case 'loss-starts':
      return { ...claim, from: pps(claim.from * 0.5) };
    case 'loss-places':
      return { ...claim, places: ['ip'] };
    case 'constant':
      return undefined;
  }
};

const ALTERED = claims.claims.flatMap((claim): (readonly [string, Claim])[] => {
  const other = altered(claim);
  return other === undefined ? [] : [[claim.id, other]];
});

describe('judgeClaims', () => {
  it('finds every claim supported by devices that behave as in the paper', () => {
    expect(others(judge(paperRuns()), 'supported')).toEqual([]);
  });

  it('finds the same on a slower or faster machine: rates are in proportion', () => {
    const at = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(at, (tenth) => {
        expect(others(judge(paperRuns({ scale: tenth / 10 })), 'supported')).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  it('finds claims contradicted by devices that behave differently', () => {
    const states = judge(
      paperRuns({
        fate: (_, plane) => (plane === 'napi-macvlan' ? collapse : undefined),
        isolation: { 'napi-macvlan': [600_000, 60_000] },
        latencies: { 'ip-forwarder': 10, 'softnet-macvlan': 10, 'napi-macvlan': 14 },
      }),
    );
    const contradicted = Object.keys(states).filter((id) => states[id] === 'contradicted');
    expect(contradicted).toEqual([
      'case-2-napi-overload',
      'case-2-napi-nic-drops',
      'case-2-napi-places',
      'isolation-napi-first',
      'isolation-napi-second',
      'isolation-napi-keeps',
      'latency-napi-same',
      'latency-softnet-double',
    ]);
  });

  it.each(ALTERED)('judges %s contradicted if its number is altered', (id, altered) => {
    const copy = {
      ...claims,
      claims: claims.claims.map((each) => (each.id === id ? altered : each)),
    };
    const states = judge(paperRuns(), copy);
    expect(others(states, 'supported')).toEqual([`${id}: contradicted`]);
  });

  it('alters a number of every claim that states one', () => {
    const words = claims.claims.filter(({ id }) => !ALTERED.some(([altered]) => altered === id));
    expect(words.map(({ id }) => id)).toEqual([
      'virtual-routers-softnet-constant',
      'virtual-routers-napi-constant',
    ]);
  });

  it('finds figures that depend on the number of routers not constant', () => {
    const states = judge(
      paperRuns({
        fate: (network, plane) =>
          network === '16 routers' && plane === 'napi-macvlan'
            ? (load) => ({
                forwarded: Math.min(load, 600_000),
                losses: { 'ingress-nic': Math.max(0, load - 600_000) },
              })
            : undefined,
      }),
    );
    expect(others(states, 'supported')).toEqual(['virtual-routers-napi-constant: contradicted']);
  });

  it('reports as not run what is not in the runs', () => {
    const [first] = PAPER_RUNS;
    if (first === undefined) throw new Error('there is none');
    const judged = judgeClaims(claims, [paperRun(first)]);
    const run = judged.filter(({ verdict }) => verdict.state !== 'not-run');
    expect(run.map(({ claim }) => claim.id)).toEqual(['case-1-softnet-peak', 'case-1-napi-peak']);
    const why = judged.find(({ claim }) => claim.id === 'case-2-napi-peak')?.verdict;
    expect(why).toEqual({
      state: 'not-run',
      because: 'nothing was measured with two ports to one port',
    });
    expect(others(judge([]), 'not-run')).toEqual([]);
  });

  it('names a data plane that was not measured, and a load that was not offered', () => {
    const [, second] = PAPER_RUNS;
    if (second === undefined) throw new Error('there is none');
    const [network] = second.networks;
    if (network === undefined) throw new Error('there is none');
    const fates = { ...network.fates, 'napi-macvlan': undefined };
    const judged = judgeClaims(claims, [
      paperRun({ name: 'b', networks: [{ ...network, fates }] }),
    ]);
    const why = (id: string) => judged.find(({ claim }) => claim.id === id)?.verdict;
    expect(why('case-2-napi-peak')).toMatchObject({
      because: 'napi-macvlan was not measured with two ports to one port',
    });
    expect(why('latency-napi-same')).toMatchObject({ state: 'not-run' });
  });

  it('cannot tell if repeats are too far apart, or if there is only one', () => {
    const wild = judge(paperRuns({ spread: 0.2 }));
    expect(wild['case-1-napi-peak']).toBe('cannot-tell');
    const single = judge(paperRuns({ repeats: 1 }));
    expect(single['case-1-napi-peak']).toBe('cannot-tell');
    const exact = judge(
      paperRuns({ repeats: 1, spread: 0, environment: { kind: 'instruction-time' } }),
    );
    expect(others(exact, 'supported')).toEqual([]);
  });

  it('cannot distinguish data planes on emulated machines, which warm up', () => {
    const environment = { kind: 'emulated', accelerator: 'tcg', hostCores: 2 } as const;
    const states = judge(paperRuns({ environment }));
    expect(states['case-1-napi-peak']).toBe('cannot-tell');
    // The figures of a data plane within one sweep do not depend on others.
    expect(states['case-2-softnet-falls']).toBe('supported');
    expect(states['case-2-softnet-places']).toBe('supported');
  });

  it('ignores simulated devices', () => {
    expect(others(judge(paperRuns({ environment: { kind: 'simulated' } })), 'not-run')).toEqual([]);
  });

  it('uses every run that has the network, regardless of the name of its playbook, and no other', () => {
    const names = PAPER_RUNS.map((each) => ({ ...each, name: `my ${each.name}` }));
    const runs = [...names.map((each) => paperRun(each)), isolationRun(), latencyRun()];
    expect(others(judge(runs), 'supported')).toEqual([]);
    const [first] = PAPER_RUNS;
    if (first === undefined) throw new Error('there is none');
    const elsewhere = first.networks.map((network) => ({
      ...network,
      traffic: { destinations: 'many' as const },
    }));
    expect(others(judge([paperRun({ name: 'case-1', networks: elsewhere })]), 'not-run')).toEqual(
      [],
    );
  });

  it('cannot tell if runs have different verdicts', () => {
    const [first] = PAPER_RUNS;
    if (first === undefined) throw new Error('there is none');
    const slow = paperRun(first, {
      fate: (_, plane) =>
        plane === 'napi-macvlan'
          ? (load) => ({
              forwarded: Math.min(load, 500_000),
              losses: { 'ingress-nic': Math.max(0, load - 500_000) },
            })
          : undefined,
    });
    const judged = judgeClaims(claims, [paperRun(first), slow]);
    const own = judged.find(({ claim }) => claim.id === 'case-1-napi-peak')?.verdict;
    expect(own?.state).toBe('cannot-tell');
    expect(own?.because).toContain('runs disagree');
  });

  it('says how a machine differs from that of the paper if a claim does not hold', () => {
    const environment = { kind: 'instruction-time' } as const;
    const judged = judgeClaims(
      claims,
      paperRuns({
        environment,
        spread: 0,
        latencies: { 'ip-forwarder': 1, 'softnet-macvlan': 1, 'napi-macvlan': 1 },
      }),
    );
    const own = judged.find(({ claim }) => claim.id === 'latency-softnet-double');
    expect(own?.verdict.state).toBe('contradicted');
    expect(own?.reasons).toEqual([
      'instruction time has no cache misses and no cost of interrupts or DMA: data planes differ only in instructions',
      'Linux 6.1.0-56-cloud-amd64, not 2.6.33',
    ]);
    expect(judged.find(({ claim }) => claim.id === 'latency-napi-same')?.reasons).toEqual([]);
  });
});
