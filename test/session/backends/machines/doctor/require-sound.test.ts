import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../../../src/config/load.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import { requireSound } from '../../../../../src/session/backends/machines/doctor/require-sound.js';
import { testbedOf } from '../../../../../src/session/backends/machines/testbed.js';
import { FakeHost } from '../../../../preflight/fake-host.js';

/** The DUT of testbeds/three-machine.yaml, with nothing but its loopback. */
const bare = (missing: string) =>
  new FakeHost(
    {
      'ip -j -d -s address show':
        '[{"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"addr_info":[]}]',
    },
    new Map(),
    (argv) => (argv.includes('tool make') ? missing : '==> /proc/modules <==\n\n'),
  );

const required = async (missing: string): Promise<unknown> => {
  const testbed = await testbedOf(await loadTestbed('testbeds/three-machine.yaml'));
  const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
  const { signal } = new AbortController();
  return await requireSound({ all: [bare(missing)] }, testbed, playbook, signal).catch(
    (error: unknown) => error,
  );
};

describe('what stops a run', () => {
  it('is named all at once, by machine and port, with what mends it', async () => {
    const failure = await required('tool make\n');
    expect(failure).toBeInstanceOf(PreconditionFailure);
    const { got, remedy } = (failure as PreconditionFailure).facts;
    const lines = got.split('\n');
    expect(lines[0]).toMatch(/^dut: missing: make: /);
    expect(lines.slice(1).map((line) => line.split(': there is')[0])).toEqual([
      'dut: port dut0',
      'dut: port dut1',
      'dut: port dut2',
      'dut: port dut3',
    ]);
    expect(remedy).toContain('make');
    expect(remedy).toContain('correct the interface of port dut3');
  });
});
