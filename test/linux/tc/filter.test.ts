import { describe, expect, it } from 'vitest';
import {
  addFilters,
  filteredDevices,
  readQdiscs,
  removeFilters,
  type FrameFilter,
} from '../../../src/linux/tc/filter.js';
import { staysAs, withForeignObjects } from '../foreign.js';

const deny: FrameFilter = { action: 'deny', match: 'source', network: '198.18.9.0/24' };
const permit: FrameFilter = { action: 'permit', match: 'destination', network: '2001:2::/48' };

describe('addFilters', () => {
  it('numbers the filters of each device in the order of the list', () => {
    expect(addFilters(['eth1', 'eth2'], [deny, permit], 'vr0')).toEqual({
      argv: ['tc', '-n', 'vr0', '-batch', '-'],
      stdin: ['eth1', 'eth2']
        .map(
          (device) =>
            `qdisc add dev ${device} clsact\n` +
            `filter add dev ${device} ingress pref 1 protocol ip u32 match ip src 198.18.9.0/24 action drop\n` +
            `filter add dev ${device} ingress pref 2 protocol ipv6 u32 match ip6 dst 2001:2::/48 action pass\n`,
        )
        .join(''),
    });
  });
});

describe('removeFilters', () => {
  it('removes the qdisc that they are attached to', () => {
    expect(removeFilters('eth1')).toEqual(['tc', 'qdisc', 'del', 'dev', 'eth1', 'clsact']);
  });
});

describe('filteredDevices', () => {
  it('finds the devices with a qdisc for filters in what readQdiscs prints', () => {
    expect(readQdiscs('vr0')).toEqual(['tc', '-n', 'vr0', '-j', 'qdisc']);
    const qdiscs = [
      { kind: 'noqueue', handle: '0:', dev: 'lo', root: true },
      { kind: 'fq_codel', handle: '0:', dev: 'eth1', root: true },
      { kind: 'clsact', handle: 'ffff:', dev: 'eth1', parent: 'ffff:fff1' },
      { kind: 'ingress', handle: 'ffff:', dev: 'eth2', parent: 'ffff:fff1' },
    ];
    expect(filteredDevices(JSON.stringify(qdiscs))).toEqual(['eth1', 'eth2']);
    expect(filteredDevices('')).toEqual([]);
  });

  it('names the machine if it cannot parse the output', () => {
    expect(() => filteredDevices('qdisc clsact dev eth1', 'dut')).toThrow(
      /reading tc -j qdisc on dut/,
    );
  });

  it('finds them among any others', () => {
    const own = JSON.stringify([{ kind: 'clsact', handle: 'ffff:', dev: 'eth1' }]);
    staysAs(own, withForeignObjects, filteredDevices, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });
});
