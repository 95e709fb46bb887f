import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenLinks, type CabledPair } from '../../../src/preflight/wiring/links.js';
import { wiringOf } from '../../../src/preflight/wiring/wiring.js';
import { port, seen } from './ports.js';

const DUT = ['dut0', 'dut1', 'dut2', 'dut3'];
const PEERS = ['gen0', 'gen1', 'gen2', 'sink0'];
const roles = { dut: { ports: DUT.map((name) => ({ name })) } };
const LINKS: readonly CabledPair[] = [
  ['gen0', 'dut0'],
  ['gen1', 'dut1'],
  ['gen2', 'dut2'],
  ['dut3', 'sink0'],
];
const all = [...PEERS, ...DUT].map(port);

const cabled = (...pairs: readonly (readonly string[])[]) =>
  wiringOf(
    seen(
      all,
      pairs.map((names) => names.map(port)),
    ),
  );

describe('the detected links', () => {
  it('are the cables, with generator and sink in the order of the testbed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(DUT, { minLength: 4 }), (order) => {
        const wiring = cabled(...PEERS.map((peer, index) => [peer, order[index] ?? '']));
        const [a = '', b = '', c = '', d = ''] = order;
        expect(seenLinks(wiring, { links: LINKS, roles })).toEqual([
          ['gen0', a],
          ['gen1', b],
          ['gen2', c],
          [d, 'sink0'],
        ]);
      }),
    );
  });

  it('are those of the testbed if the cables match', () => {
    const wiring = cabled(...LINKS);
    expect(seenLinks(wiring, { links: LINKS, roles })).toEqual(LINKS);
    const turned = LINKS.map(([one, other]): CabledPair => [other, one]);
    expect(seenLinks(wiring, { links: turned, roles })).toEqual(turned);
  });

  it('leave out a missing cable, and have a new one at the end', () => {
    const wiring = cabled(['gen0', 'dut0'], ['gen1', 'dut1'], ['dut3', 'sink0']);
    expect(seenLinks(wiring, { links: LINKS, roles })).toEqual([LINKS[0], LINKS[1], LINKS[3]]);
    expect(seenLinks(cabled(...LINKS), { links: LINKS.slice(1), roles })).toEqual([
      ...LINKS.slice(1),
      LINKS[0],
    ]);
  });

  it('do not include cables that bypass the DUT or loop', () => {
    const wiring = cabled(['gen0', 'sink0'], ['dut0', 'dut1'], ['gen1', 'gen2']);
    expect(seenLinks(wiring, { links: LINKS, roles })).toEqual([]);
  });

  it('keep links whose ports were not tried, or share a switch', () => {
    expect(seenLinks([], { links: LINKS, roles })).toEqual(LINKS);
    // Of the first cable only one end was tried.
    const half = wiringOf(
      seen(
        all.filter((each) => each.port?.name !== 'dut0'),
        LINKS.slice(1).map((names) => names.map(port)),
      ),
    );
    expect(seenLinks(half, { links: LINKS, roles })).toEqual(LINKS);
    const wiring = cabled([...PEERS, ...DUT]);
    expect(seenLinks(wiring, { links: LINKS, roles })).toEqual(LINKS);
  });
});
