import { describe, expect, it } from 'vitest';
import {
  createFunctions,
  parseFunctionCounts,
  readFunctionCounts,
} from '../../../src/linux/device/sriov.js';

/** Of an Intel X710 with four functions, a port with none yet, and a virtio device without SR-IOV. */
const PRINTED = `==> /sys/class/net/eth1/device/sriov_totalvfs <==
64

==> /sys/class/net/eth1/device/sriov_numvfs <==
4

==> /sys/class/net/eth2/device/sriov_totalvfs <==
64

==> /sys/class/net/eth2/device/sriov_numvfs <==
0
`;

describe('SR-IOV', () => {
  it('queries both numbers of every port', () => {
    expect(readFunctionCounts(['eth1', 'eth2']).slice(3)).toEqual([
      '/sys/class/net/eth1/device/sriov_totalvfs',
      '/sys/class/net/eth1/device/sriov_numvfs',
      '/sys/class/net/eth2/device/sriov_totalvfs',
      '/sys/class/net/eth2/device/sriov_numvfs',
    ]);
  });

  it('reads the maximum and current number of functions; none if there is no such file', () => {
    const countsOf = parseFunctionCounts(PRINTED);
    expect(countsOf('eth1')).toEqual({ total: 64, present: 4 });
    expect(countsOf('eth2')).toEqual({ total: 64, present: 0 });
    expect(countsOf('eth3')).toBeUndefined();
  });

  it('names the file and the machine if a number cannot be read', () => {
    const countsOf = parseFunctionCounts(PRINTED.replace('64', 'many'), 'dut');
    expect(() => countsOf('eth1')).toThrow(/eth1\/device\/sriov_totalvfs on dut/);
  });

  it('creates the requested number, numbered from 0', () => {
    const { argv, stdin } = createFunctions('eth1', [
      { mac: '02:00:00:00:80:00', namespace: 'vrbench-vr0', name: 'vr0-p0' },
      { mac: '02:00:00:00:80:01', namespace: 'vrbench-vr1', name: 'vr1-p0' },
    ]);
    expect(argv.slice(4)).toEqual(['eth1', '2']);
    expect(stdin).toBe(
      '0 02:00:00:00:80:00 vrbench-vr0 vr0-p0\n1 02:00:00:00:80:01 vrbench-vr1 vr1-p0\n',
    );
  });
});
