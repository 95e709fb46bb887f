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

  it('is none among none', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });

  it('is part of what a reader is told, with the others', () => {
    expect(unknownName('port', 'gne0', ['gen0', 'sink0'])).toBe(
      "unknown port 'gne0'; expected one of (gen0, sink0)",
    );
    expect(unknownName('port', 'gen', [])).toBe("unknown port 'gen'; there are none");
    expect(unknownName('port', 'gen', ['gen0', 'sink0'])).toBe(
      "unknown port 'gen'; did you mean 'gen0'? (gen0, sink0)",
    );
  });
});
