import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { Testbed } from '../../../../src/config/testbed/testbed.js';
import { modprobe } from '../../../../src/provision/kernel-module/modprobe.js';
import { portsUp } from '../../../../src/provision/steps/ports-up.js';
import { sysctl } from '../../../../src/provision/steps/sysctl.js';
import { askMachines } from '../../../../src/session/backends/machines/ask.js';
import { scriptedHost, type ScriptedHost } from '../../../provision/kernel-module/scripted-host.js';

const LINKS = JSON.stringify(
  ['eth1', 'eth2'].map((ifname, index) => ({
    ifname,
    flags: ['UP'],
    operstate: 'UP',
    mtu: 1500,
    link_type: 'ether',
    address: `02:00:00:00:00:0${index}`,
    addr_info: [],
  })),
);
const USED = LINKS.replace('"addr_info":[]', '"addr_info":[{"local":"10.0.0.1","prefixlen":24}]');

const machine = (addresses: string, modules = ''): ScriptedHost =>
  scriptedHost([
    [/address show/, { stdout: `${addresses}\u001e[]\u001e[]\u001e\u001e` }],
    [/-j link/, { stdout: LINKS }],
    [/--show-depends pktgen/, modules === '' ? {} : { exitCode: 1, stderr: modules }],
    [/uname/, { stdout: '6.1.0' }],
  ]);

const TESTBED: Testbed = {
  name: 'three',
  environment: { kind: 'metal' },
  connections: {},
  power: {},
  roles: {
    generator: { machine: 'generator', ports: [{ name: 'gen0', interface: 'eth1' }] },
    dut: {
      machine: 'dut',
      kernelSource: { type: 'distribution' },
      ports: [
        { name: 'dut0', interface: 'eth1' },
        { name: 'dut1', interface: 'eth2' },
      ],
    },
    sink: { machine: 'sink', counting: 'nic', ports: [{ name: 'sink0', interface: 'eth1' }] },
  },
  links: [
    ['gen0', 'dut0'],
    ['dut1', 'sink0'],
  ],
  clocks: { type: 'auto' },
  ringOverflow: {},
  folder: '/',
};

/** Steps that depend on earlier ones are not checked. */
const BASE = {
  generator: [modprobe('pktgen'), portsUp({ interfaces: ['eth1'] })],
  dut: [portsUp({ interfaces: ['eth1', 'eth2'] })],
  sink: [portsUp({ interfaces: ['eth1'] }), sysctl({ settings: { 'net/mystery': '1' } })],
};

const UNTUNED = { generator: [], dut: [], sink: [] };

const ask = async (generator: ScriptedHost, dut: ScriptedHost, sink: ScriptedHost) => {
  const byRole = { generator, dut, sink };
  await askMachines(
    { byRole },
    TESTBED,
    { base: BASE, tuning: UNTUNED, clocks: UNTUNED },
    new AbortController().signal,
  );
};

describe('askMachines', () => {
  it('checks every machine, and changes none', async () => {
    const hosts = [machine(LINKS), machine(LINKS), machine(LINKS)] as const;
    await ask(...hosts);
    for (const { lines } of hosts) {
      expect(lines.join('\n')).toContain('-j -d address show');
      expect(lines.join('\n')).not.toMatch(/-batch|modprobe pktgen|net\/mystery|ledger/);
    }
  });

  it('lists the obstacles on all machines together', async () => {
    const refused = ask(
      machine(LINKS, 'modprobe: FATAL: Module pktgen not found'),
      machine(LINKS),
      machine(USED),
    );
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/Module pktgen not found[^]*it carries address 10.0.0.1/);
  });

  it('checks the ports of the testbed first', async () => {
    const without = scriptedHost([[/-j link/, { stdout: '[]' }]]);
    await expect(ask(machine(LINKS), without, machine(USED))).rejects.toThrow(
      'looking for port dut0 on dut: no network device eth1',
    );
  });
});
