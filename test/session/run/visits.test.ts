import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playbookSchema, type Playbook } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { planeName } from '../../../src/rfc2544/sections/context.js';
import { cellKey, cellsOf } from '../../../src/session/run/cell.js';
import { bySetup, partsOf, visitsOf } from '../../../src/session/run/visits.js';
import { playbooks } from '../simulated-run.js';

const playbookOf = (asked: object): Playbook =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      dataPlanes: ['ip-forwarder', 'macvlan', 'napi-macvlan'],
      trial: { duration: '1 s' },
      order: 'interleaved',
      procedures: [{ test: 'load-sweep', intendedLoads: ['1 kpps', '2 kpps'], repeats: 3 }],
      ...asked,
    }),
  );

/** `napi-macvlan 1 2`: blocks, by place. */
const shown = (playbook: Playbook): readonly string[] =>
  visitsOf(playbook).map(({ place, parts }) =>
    [planeName(place), ...parts.map(({ block = '-' }) => block)].join(' '),
  );

describe('the visits of a run', () => {
  it('are place by place, each cell in one go, unless data planes are interleaved', () => {
    const playbook = playbookOf({ order: 'by-data-plane' });
    expect(shown(playbook)).toEqual(['ip-forwarder -', 'macvlan -', 'napi-macvlan -']);
  });

  it('reverse direction every round if interleaved, and set up no place twice in a row', () => {
    expect(shown(playbookOf({}))).toEqual([
      'ip-forwarder 1',
      'macvlan 1',
      'napi-macvlan 1 2',
      'macvlan 2',
      'ip-forwarder 2 3',
      'macvlan 3',
      'napi-macvlan 3',
    ]);
  });

  it('have tests with equal repeats in the same blocks, and others after them', () => {
    const playbook = playbookOf({
      dataPlanes: ['ip-forwarder', 'macvlan'],
      frameSizes: [64, 128],
      procedures: [
        { test: 'throughput', minimumLoad: '1 kpps', resolution: '1 %', repeats: 2 },
        { test: 'load-sweep', intendedLoads: ['1 kpps'], repeats: 2 },
        { test: 'latency', repeats: 5 },
        { test: 'drop-reasons' },
      ],
    });
    const parts = visitsOf(playbook).map(({ place, parts: own }) => [
      place.dataPlane,
      ...own.map(({ cell, block = '-' }) => `${cell.frameSize} ${cell.procedure} ${block}`),
    ]);
    expect(parts).toEqual([
      ['ip-forwarder', '64 0 1', '64 1 1', '128 0 1', '128 1 1'],
      [
        'macvlan',
        ...['64 0 1', '64 1 1', '128 0 1', '128 1 1'],
        ...['64 0 2', '64 1 2', '128 0 2', '128 1 2'],
      ],
      [
        'ip-forwarder',
        ...['64 0 2', '64 1 2', '128 0 2', '128 1 2'],
        ...['64 2 -', '64 3 -', '128 2 -', '128 3 -'],
      ],
      ['macvlan', '64 2 -', '64 3 -', '128 2 -', '128 3 -'],
    ]);
  });

  it('start with the reference, in one go', () => {
    const playbook = playbookOf({
      reference: 'ip-forwarder',
      procedures: [{ test: 'load-sweep', intendedLoads: ['50 % of reference'], repeats: 2 }],
    });
    const [first, second] = visitsOf(playbook);
    expect(first?.place).toMatchObject({ dataPlane: 'ip-forwarder', network: 'reference' });
    expect(first?.parts.map(({ block }) => block)).toEqual([undefined]);
    expect(second?.parts.map(({ block }) => block)).toEqual([1]);
  });

  it('interleave modifiers and networks like data planes', () => {
    const playbook = playbookOf({
      dataPlanes: ['ip-forwarder', 'macvlan'],
      traffic: { destinations: 'many' },
      modifiers: ['none', 'filters-1'],
    });
    const setUps = bySetup(visitsOf(playbook)).map((visits) => [
      visits[0]?.place.dataPlane,
      ...visits.map(({ place }) => place.modifier),
    ]);
    expect(setUps).toEqual([
      ['ip-forwarder', 'none', 'filters-1'],
      ['macvlan', 'none', 'filters-1', 'none'],
      ['ip-forwarder', 'filters-1', 'none', 'filters-1'],
      ['macvlan', 'none', 'filters-1'],
    ]);
  });

  it('cover every cell, and every block of a cell, once and in order, in any playbook', () => {
    fc.assert(
      fc.property(playbooks, (playbook) => {
        const parts = partsOf(playbook);
        const keys = new Set(parts.map(({ cell }) => cellKey(cell)));
        expect(keys).toEqual(new Set(cellsOf(playbook).map(cellKey)));
        for (const key of keys) {
          const own = parts.filter(({ cell }) => cellKey(cell) === key);
          const blocks = own.map(({ block }) => block);
          expect(blocks).toEqual(own.length === 1 ? [undefined] : own.map((_, index) => index + 1));
        }
      }),
    );
  });

  it('have each place at the same mean time after every two blocks', () => {
    const rounds = fc.integer({ min: 1, max: 5 }).map((half) => 2 * half);
    fc.assert(
      fc.property(rounds, (repeats) => {
        const order = partsOf(
          playbookOf({ procedures: [{ test: 'load-sweep', intendedLoads: ['1 kpps'], repeats }] }),
        ).map(({ cell }) => cell.dataPlane);
        const mean = (name: string) =>
          order.reduce((sum, each, index) => sum + (each === name ? index : 0), 0) / repeats;
        expect(new Set(['ip-forwarder', 'macvlan', 'napi-macvlan'].map(mean)).size).toBe(1);
      }),
    );
  });
});
