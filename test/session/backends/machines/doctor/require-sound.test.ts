import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../../../src/config/load.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import { requireSound } from '../../../../../src/session/backends/machines/doctor/require-sound.js';
import { testbedOf } from '../../../../../src/session/backends/machines/testbed.js';
import { FakeHost } from '../../../../preflight/fake-host.js';

/** The DUT of testbeds/three-machine.yaml, with nothing but its loopback. */
const bare = (asked: string[]) =>
  new FakeHost(
    {
      'ip -j -d -s address show':
        '[{"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"addr_info":[]}]',
    },
    new Map(),
    (argv) => {
      asked.push(argv.join(' '));
      return '==> /proc/modules <==\n\n';
    },
  );

const required = async (asked: string[] = []): Promise<unknown> => {
  const testbed = await testbedOf(await loadTestbed('testbeds/three-machine.yaml'));
  const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
  const { signal } = new AbortController();
  return await requireSound({ all: [bare(asked)] }, testbed, playbook, signal).catch(
    (error: unknown) => error,
  );
};

describe('what stops a run', () => {
  it('is listed all at once, by machine and port, with the fixes', async () => {
    const failure = await required();
    expect(failure).toBeInstanceOf(PreconditionFailure);
    const { got, remedy } = (failure as PreconditionFailure).facts;
    expect(got.split('\n').map((line) => line.split(': no network device')[0])).toEqual([
      'dut: port dut0',
      'dut: port dut1',
      'dut: port dut2',
      'dut: port dut3',
    ]);
    expect(remedy).toContain('correct the interface of port dut3');
  });

  it('is not checked twice: the requirements of a playbook have been checked before', async () => {
    const asked: string[] = [];
    await required(asked);
    expect(asked).not.toEqual([]);
    expect(asked.filter((command) => command.includes('tool make'))).toEqual([]);
  });
});
