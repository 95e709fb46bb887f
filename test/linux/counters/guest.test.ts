import { describe, expect, it } from 'vitest';
import { GUEST_KINDS, type GuestCounter } from '../../../src/linux/counters/guest.js';
import { fixture } from '../fixture.js';

const text = fixture('guests-answer.txt');

const read = (counter: Omit<GuestCounter, 'namespace'>, guest: string) => {
  const { from } = GUEST_KINDS[counter.source];
  if (!('command' in from)) throw new Error('a guest is asked by a command');
  return from.parse(text, 'dut').of({ ...counter, namespace: guest });
};

describe('counters of guests', () => {
  it('are those of the requested guest', () => {
    const errors = { source: 'guest-snmp', field: 'Ip.InHdrErrors' } as const;
    expect(read(errors, 'vrbench-vr0')).toBe(0);
    expect(read(errors, 'vrbench-vr1')).toBe(5);
    expect(read(errors, 'vrbench-vr2')).toBeUndefined();
  });

  it('are found like those of the machine itself', () => {
    const guest = 'vrbench-vr1';
    expect(read({ source: 'guest-softnet', field: 'dropped' }, guest)).toEqual(new Map([['0', 2]]));
    expect(read({ source: 'guest-neighbour', field: 'unresolved_discards' }, guest)).toBe(0);
    const drops = { source: 'guest-qdisc', field: 'drops' } as const;
    expect(read({ ...drops, interface: 'vr1-p0' }, guest)).toBe(7);
    expect(read({ ...drops, interface: 'vr1-p1' }, guest)).toBe(0);
    expect(read({ ...drops, interface: 'vr0-p0' }, guest)).toBeUndefined();
  });

  it('that a guest does not have are missing, or an error that names it', () => {
    expect(read({ source: 'guest-snmp6', field: 'Ip6InDiscards' }, 'vrbench-vr0')).toBeUndefined();
    expect(() =>
      read({ source: 'guest-neighbour6', field: 'unresolved_discards' }, 'vrbench-vr0'),
    ).toThrow(/vrbench-vr0 on dut/);
  });
});
