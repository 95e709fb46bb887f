import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { IpLine } from '../../../../src/linux/ip/batch.js';
import { ipBatch } from '../../../../src/linux/ip/batch.js';
import { awaitCarrier } from '../../../../src/provision/await-carrier.js';
import { provision } from '../../../../src/provision/provision.js';
import { promiscuous } from '../../../../src/provision/steps/promiscuous.js';
import { portsUp } from '../../../../src/provision/steps/ports-up.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

const open = async (...lines: IpLine[]): Promise<LockedHost> => {
  const host = await openSandbox();
  await cable(host, TOPOLOGY);
  const { argv, stdin = '' } = ipBatch(lines);
  await host.run(argv, { stdin });
  return host;
};
const words = (line: string): string[] => line.split(' ');
const DISABLE_IPV6 = '/proc/sys/net/ipv6/conf/dut0/disable_ipv6';

describe.skipIf(skipped)('ports-up', { timeout: 60_000 }, () => {
  const step = portsUp({ interfaces: ['dut0'] });

  it.each([
    ['carries address 10.0.2.15/24', ['address add 10.0.2.15/24 dev dut0']],
    ['carries address fd00::1/64', ['address add fd00::1/64 dev dut0']],
    ['carries a default route', ['link set dev dut0 up', 'route add default dev dut0']],
    [
      'carries a default route',
      ['link set dev dut0 up', 'route add default dev dut0 table 77 metric 5'],
    ],
    ['is part of br0', ['link add name br0 type bridge', 'link set dev dut0 master br0']],
    ['carries device uplink', ['link add link dut0 name uplink type macvlan']],
  ])('refuses a port that %s', async (use, lines) => {
    await using host = await open(...lines.map(words));
    const before = await snapshot(host);
    const refused = provision(host, [step], { runId });
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(`using dut0 for test traffic on dut: it ${use}`);
    expect(await snapshot(host)).toEqual(before);
  });

  it('refuses a port that does not exist', async () => {
    await using host = await open();
    await expect(portsUp({ interfaces: ['dut7'] }).read(host)).rejects.toThrow(
      /using dut7 .*: the network device does not exist/,
    );
  });

  it('brings ports up that stay silent', async () => {
    await using host = await open();
    const both = [
      portsUp({ namespace: 'gen', interfaces: ['gen0', 'gen1'] }),
      portsUp({ interfaces: ['dut0', 'dut1'] }),
    ];
    await provision(host, both, { runId });
    await awaitCarrier(host, ['dut0', 'dut1']);
    await awaitCarrier(host, ['gen0', 'gen1'], { namespace: 'gen' });
    const { stdout } = await host.run(['ip', '-s', '-j', 'address', 'show', 'dev', 'dut0']);
    expect(JSON.parse(stdout)).toMatchObject([
      { addr_info: [], stats64: { rx: { packets: 0 }, tx: { packets: 0 } } },
    ]);
  });

  it('restores the other ports where one no longer exists', async () => {
    await using host = await open();
    await host.run(['ip', ...words('link add name gone type veth peer name far')]);
    const three = ['dut0', 'gone', 'dut1'];
    await provision(host, [portsUp({ interfaces: three }), promiscuous({ interfaces: three })], {
      runId,
    });
    await host.run(['ip', 'link', 'del', 'dev', 'gone']);
    expect(await teardown(host)).toBe(2);
    const { stdout } = await host.run(['ip', 'link', 'show']);
    expect(stdout).toMatch(/dut1\S*:/);
    expect(stdout).not.toMatch(/dut[01]\S*: <\S*(\bUP\b|PROMISC)/);
  });

  it('leaves a port up that was up, with IPv6 as it was', async () => {
    await using host = await open(words('link set dev dut0 up'));
    await provision(host, [step], { runId });
    expect((await host.run(['cat', DISABLE_IPV6])).stdout).toBe('1\n');
    await teardown(host);
    expect((await host.run(['cat', DISABLE_IPV6])).stdout).toBe('0\n');
    expect((await host.run(['ip', 'link', 'show', 'dev', 'dut0'])).stdout).toMatch(/[<,]UP[,>]/);
  });
});
