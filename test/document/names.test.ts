import { describe, expect, it } from 'vitest';
import { nearestName, unknownName } from '../../src/document/names.js';

describe('the nearest name', () => {
  it.each([
    ['napi-macvlna', 'napi-macvlan'],
    ['mac-vlan', 'macvlan'],
    ['macvlan ', 'macvlan'],
    ['openvswitch', undefined],
    ['x', undefined],
  ])('to %j is %j', (given, nearest) => {
    expect(nearestName(given, ['ip-forwarder', 'macvlan', 'napi-macvlan'])).toBe(nearest);
  });

  it('is undefined without valid names', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });

  it('is undefined for a text that is too long to be a name', () => {
    const long = 'x'.repeat(100_000);
    expect(nearestName(long, [`${long}y`])).toBeUndefined();
    expect(unknownName('port', long, ['gen0']).length).toBeLessThan(250);
  });

  it('is found among many, of which a message lists some', () => {
    const many = Array.from({ length: 500 }, (_, index) => `port${index}`);
    expect(unknownName('port', 'x', many)).toContain('port39, and 460 more)');
  });

  it('is part of the message, with the other names', () => {
    expect(unknownName('port', 'gne0', ['gen0', 'sink0'])).toBe(
      "unknown port 'gne0'; expected one of (gen0, sink0)",
    );
    expect(unknownName('port', 'gen', [])).toBe("unknown port 'gen'; there are none");
    expect(unknownName('port', 'gen', ['gen0', 'sink0'])).toBe(
      "unknown port 'gen'; did you mean 'gen0'? (gen0, sink0)",
    );
  });
});
