import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wiringFindings } from '../../../src/preflight/wiring/findings.js';
import type { WiringFinding } from '../../../src/preflight/wiring/wiring-finding.js';
import type { CabledPair } from '../../../src/preflight/wiring/links.js';
import type { WiredPort } from '../../../src/preflight/wiring/wired-port.js';
import { wiringOf } from '../../../src/preflight/wiring/wiring.js';
import { port, seen, spare } from './ports.js';

const DUT = ['dut0', 'dut1', 'dut2', 'dut3'];
const PEERS = ['gen0', 'gen1', 'gen2', 'sink0'];
const LINKS: readonly CabledPair[] = [
  ['gen0', 'dut0'],
  ['gen1', 'dut1'],
  ['gen2', 'dut2'],
  ['dut3', 'sink0'],
];
const OTHER = spare('dut', 'enp9s0');
const all = [...[...PEERS, ...DUT].map(port), OTHER];
const ported = (name: string): WiredPort => (name === 'enp9s0' ? OTHER : port(name));

const findings = (groups: readonly (readonly string[])[]): readonly WiringFinding[] =>
  wiringFindings(
    wiringOf(
      seen(
        all,
        groups.map((names) => names.map(ported)),
      ),
    ),
    [],
    LINKS,
  );
const texts = (groups: readonly (readonly string[])[]): string[] =>
  findings(groups).map(({ severity, found }) => `${severity}: ${found}`);

describe('findings about cables', () => {
  it('are none if they match the testbed', () => {
    expect(findings(LINKS)).toEqual([]);
  });

  it('name a swapped cable at both of its ends', () => {
    expect(
      texts([
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
        ['gen2', 'dut2'],
        ['dut3', 'sink0'],
      ]),
    ).toEqual([
      'stops: gen0 is connected to dut1 (eth2), the testbed says dut0; the cables of gen0 and gen1 are swapped',
      'stops: gen1 is connected to dut0 (eth1), the testbed says dut1; the cables of gen1 and gen0 are swapped',
    ]);
  });

  it('name every moved cable of a permutation, and no other one', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(DUT, { minLength: 4 }), (order) => {
        const pairs = PEERS.map((peer, index) => [peer, order[index] ?? ''] as const);
        const wrong = pairs.filter(
          ([peer, dut]) => !LINKS.some((link) => link.includes(peer) && link.includes(dut)),
        );
        const found = findings(pairs);
        expect(found.map(({ port: name }) => name)).toEqual(wrong.map(([peer]) => peer));
        for (const [index, [peer, dut]] of wrong.entries()) {
          expect(found[index]?.found).toMatch(
            new RegExp(`^${peer} is connected to ${dut} \\(eth\\d\\), the testbed says dut\\d`),
          );
          expect(found[index]?.severity).toBe('stops');
        }
      }),
    );
  });

  it('name every missing cable once', () => {
    fc.assert(
      fc.property(fc.subarray([...LINKS]), (there) => {
        const missing = LINKS.filter((link) => !there.includes(link));
        const found = findings(there);
        expect(found).toHaveLength(missing.length);
        for (const [one, other] of missing) {
          expect(
            found.filter(
              (each) =>
                each.found.includes(one) &&
                each.found.includes(other) &&
                each.found.endsWith('has a link: the cable between them is missing or broken'),
            ),
          ).toHaveLength(1);
        }
      }),
    );
  });

  it('name a looped cable, and the port left without one', () => {
    expect(
      texts([
        ['gen0', 'gen1'],
        ['dut0', 'dut1'],
        ['gen2', 'dut2'],
        ['dut3', 'sink0'],
      ]),
    ).toEqual([
      'stops: the cable is looped: gen0 is connected to gen1 (eth2), the testbed says dut0, and dut1 for gen1',
      'stops: the cable is looped: dut0 is connected to dut1 (eth2), the testbed says gen0, and gen1 for dut1',
    ]);
  });

  it('report that frames bypass the DUT', () => {
    const [finding] = findings([
      ['gen0', 'sink0'],
      ['gen1', 'dut1'],
      ['gen2', 'dut2'],
    ]);
    expect(finding?.found).toBe('gen0 is connected to sink0 (eth1), the testbed says dut0');
    expect(finding?.why).toBe('frames bypass the DUT');
  });

  it('name a port that is not in the testbed', () => {
    expect(texts([['gen0', 'enp9s0'], ...LINKS.slice(1)])).toEqual([
      'stops: gen0 is connected to enp9s0 of dut, which is not in the testbed, the testbed says dut0',
      'stops: dut0 (eth1) of dut has no link; the testbed says gen0',
    ]);
    expect(findings([['gen0', 'enp9s0'], ...LINKS.slice(1)])[0]?.fix).toBe(
      'move the cable, or add enp9s0 of dut to the ports of the testbed',
    );
  });

  it('note a cable between ports without a link', () => {
    const wiring = wiringOf(
      seen(
        all,
        LINKS.map((names) => names.map(port)),
      ),
    );
    const found = wiringFindings(wiring, [], LINKS.slice(1));
    expect(found.map((each) => `${each.severity}: ${each.found}`)).toEqual([
      'notes: gen0 is connected to dut0 (eth1), the testbed has no link for it',
    ]);
  });

  it('report a switch between ports, and whether it connects linked ports', () => {
    expect(texts([['gen0', 'dut0', 'gen1', 'dut1'], ...LINKS.slice(2)])).toEqual([
      'distorts: frames pass between more than two ports: gen0, gen1 (eth2), dut0 (eth1) and dut1 (eth2): a switch, a hub or a bridge is between them',
    ]);
    expect(texts([['gen0', 'dut0', 'gen1'], ...LINKS.slice(2)])).toEqual([
      'stops: frames pass between more than two ports: gen0, gen1 (eth2) and dut0 (eth1): a switch, a hub or a bridge is between them',
      'stops: gen1 is one of them, but dut1, to which the testbed links it, is not',
      'stops: dut1 (eth2) of dut has no link; the testbed says gen1',
    ]);
  });

  it('report a port on a switch that returns nothing as having a link', () => {
    expect(texts([['gen0'], ['dut0'], ...LINKS.slice(1)])).toEqual([
      'stops: no frame passes between gen0 (eth1) of generator and dut0 (eth1) of dut, though both have a link: no cable connects them, or the device between them forwards nothing',
    ]);
    expect(texts([['gen0'], ...LINKS.slice(1)])).toEqual([
      'stops: gen0 (eth1) of generator has a link, but no frame from it arrives at any port that was tried, and none arrives at it; the testbed says dut0',
      'stops: dut0 (eth1) of dut has no link; the testbed says gen0',
    ]);
  });

  it('name a fibre that is dark in one direction, and a loopback plug', () => {
    const [gen, dut] = [port('gen0'), port('dut0')];
    const observed = [
      { port: gen, carrier: true, seenAt: [dut] },
      { port: dut, carrier: true, seenAt: [] },
      { port: port('sink0'), carrier: true, seenAt: [port('sink0')] },
      { port: port('dut3'), carrier: false, seenAt: [] },
    ];
    const found = wiringFindings(wiringOf(observed), [], LINKS).map((each) => each.found);
    expect(found).toEqual([
      'frames of gen0 (eth1) arrive at dut0 (eth1), but none of dut0 arrives at gen0; the testbed says dut0',
      'frames of sink0 (eth1) return to it, and arrive at no other port that was tried; the testbed says dut3',
      'dut3 (eth4) of dut has no link; the testbed says sink0',
    ]);
  });

  it('do not judge a cable whose other end was not tried', () => {
    const untried = [{ port: port('dut0'), reason: 'it carries address 192.0.2.1/24', fix: 'x' }];
    for (const groups of [[], [[port('gen0')]]]) {
      const found = wiringFindings(wiringOf(seen([port('gen0')], groups)), untried, LINKS);
      expect(found.map((each) => each.found)).toEqual([
        'dut0 (eth1) was not tried: it carries address 192.0.2.1/24; the testbed says gen0',
      ]);
      expect(found[0]?.fix).toBe('x');
    }
  });

  it('do not claim that an untried port is not on a switch', () => {
    const tried = ['gen0', 'gen1', 'dut1'].map(port);
    const untried = [{ port: port('dut0'), reason: 'it carries address 192.0.2.1/24' }];
    const found = wiringFindings(wiringOf(seen(tried, [tried])), untried, LINKS);
    expect(found.map((each) => `${each.severity}: ${each.found}`)).toEqual([
      'distorts: frames pass between more than two ports: gen0, gen1 (eth2) and dut1 (eth2): a switch, a hub or a bridge is between them',
      'notes: dut0 (eth1) was not tried: it carries address 192.0.2.1/24; the testbed says gen0',
    ]);
  });

  it('report that a port receives its own frames even if it shares a segment', () => {
    const [gen, dut] = [port('gen0'), port('dut0')];
    const observed = [
      { port: gen, carrier: true, seenAt: [gen, dut] },
      { port: dut, carrier: true, seenAt: [gen] },
    ];
    expect(wiringFindings(wiringOf(observed), [], LINKS).map((each) => each.found)).toEqual([
      'frames pass between gen0 and dut0 (eth1), and return to a port that sent them: a switch, a hub or a bridge is between them',
    ]);
  });

  it('report that a port in use was not tried', () => {
    const untried = [{ port: port('gen0'), reason: 'it carries address 192.0.2.1/24' }];
    const wiring = wiringOf(seen([port('dut0')], []));
    expect(
      wiringFindings(wiring, untried, LINKS).map((each) => `${each.severity}: ${each.found}`),
    ).toEqual([
      'notes: gen0 (eth1) was not tried: it carries address 192.0.2.1/24; the testbed says dut0',
    ]);
  });
});
