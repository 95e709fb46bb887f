import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, type WiredPort } from '../../../src/preflight/wiring/wired-port.js';
import { wiringOf, type Segment } from '../../../src/preflight/wiring/wiring.js';
import { seen, spare } from './ports.js';

/** As many ports, on three machines. */
const portsUpTo = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((count) =>
      Array.from({ length: count }, (_, index) => spare(`m${index % 3}`, `eth${index}`)),
    );

/** Ports in a random order, cut into groups of random sizes. */
const grouped = portsUpTo(12).chain((ports) =>
  fc
    .tuple(
      fc.shuffledSubarray(ports, { minLength: ports.length }),
      fc.array(fc.integer({ min: 1, max: 4 }), {
        minLength: ports.length,
        maxLength: ports.length,
      }),
    )
    .map(([shuffled, sizes]) => {
      const groups: WiredPort[][] = [];
      let rest = shuffled;
      for (const size of sizes) {
        if (rest.length > 0) groups.push(rest.slice(0, size));
        rest = rest.slice(size);
      }
      return { ports, groups };
    }),
);

const keys = (ports: readonly WiredPort[]): string => ports.map(keyOf).toSorted().join(',');
const KIND: Readonly<Record<number, Segment['kind']>> = { 1: 'silent', 2: 'cable' };

describe('a wiring', () => {
  it('has every port in one segment: two that see each other are a cable, more are a switch', () => {
    fc.assert(
      fc.property(grouped, ({ ports, groups }) => {
        const wiring = wiringOf(seen(ports, groups));
        const found = wiring.map(({ kind, ports: own }) => `${kind} ${keys(own)}`).toSorted();
        const made = groups.map((own) => `${KIND[own.length] ?? 'shared'} ${keys(own)}`);
        expect(found).toEqual(made.toSorted());
      }),
    );
  });

  it('does not depend on the order of observations', () => {
    fc.assert(
      fc.property(
        grouped.chain(({ ports, groups }) => {
          const all = seen(ports, groups);
          return fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all], { minLength: all.length }),
          );
        }),
        ([all, shuffled]) => {
          const text = (wiring: readonly Segment[]): string[] =>
            wiring.map(({ kind, ports }) => `${kind} ${keys(ports)}`).toSorted();
          expect(text(wiringOf(shuffled))).toEqual(text(wiringOf(all)));
        },
      ),
    );
  });

  it('contains all ports of a switch, even if one of them only received frames', () => {
    const [a, b, c] = [spare('m', 'a'), spare('m', 'b'), spare('m', 'c')];
    expect(
      wiringOf([
        { port: a, carrier: true, seenAt: [b] },
        { port: b, carrier: true, seenAt: [c] },
        { port: c, carrier: true, seenAt: [] },
      ]),
    ).toEqual([{ kind: 'shared', ports: [a, b, c] }]);
  });

  it('distinguishes a loopback plug, a fibre that is dark one way, and a port without carrier', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => spare('m', name));
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error();
    expect(
      wiringOf([
        { port: a, carrier: true, seenAt: [a] },
        { port: b, carrier: true, seenAt: [] },
        { port: c, carrier: true, seenAt: [b] },
        { port: d, carrier: false, seenAt: [] },
      ]),
    ).toEqual([
      { kind: 'loopback', ports: [a] },
      { kind: 'one-way', ports: [c, b] },
      { kind: 'no-carrier', ports: [d] },
    ]);
  });

  it('is not a cable if one of two ports receives its own frames', () => {
    const [a, b] = [spare('m', 'a'), spare('m', 'b')];
    const wiring = wiringOf([
      { port: a, carrier: true, seenAt: [a, b] },
      { port: b, carrier: true, seenAt: [a] },
    ]);
    expect(wiring).toEqual([{ kind: 'shared', ports: [a, b] }]);
  });
});
