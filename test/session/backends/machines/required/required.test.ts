import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../../../src/config/load.js';
import type { Playbook } from '../../../../../src/config/playbook.js';
import { metalTestbed } from '../../../../../src/config/testbed/resolve.js';
import { DATA_PLANES } from '../../../../../src/model/data-plane.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import { requireMachines } from '../../../../../src/session/backends/machines/required/required.js';
import {
  scriptedHost,
  type ScriptedHost,
} from '../../../../provision/kernel-module/scripted-host.js';

const { file, folder } = await loadTestbed('testbeds/three-machine.yaml');
const testbed = metalTestbed(file, folder);
const { playbook } = await loadPlaybook('playbooks/rfc2544-full.yaml');

type Hosts = Readonly<Record<'generator' | 'dut' | 'sink', ScriptedHost>>;

const three = (): Hosts => ({
  generator: scriptedHost([]),
  dut: scriptedHost([]),
  sink: scriptedHost([]),
});

/** The checks on each machine. */
const asked = async (hosts: Hosts, changes: Partial<Playbook>): Promise<Record<string, string>> => {
  const byRole = hosts as never;
  const all = [...new Set(Object.values(hosts))] as never;
  await requireMachines({ all, byRole }, testbed, { ...playbook, ...changes });
  return Object.fromEntries(
    Object.entries(hosts).map(([role, { lines }]) => {
      expect(lines).toHaveLength(1);
      return [role, (lines[0] ?? '').replace(/^[^]*\ndone sh /, '')];
    }),
  );
};

describe('requireMachines', () => {
  it("checks each machine's requirements once", async () => {
    const plain = { dataPlanes: ['tc-redirect'], modifiers: ['none', 'filters-25'] } as const;
    const needs = await asked(three(), {
      ...plain,
      dataPlanes: ['tc-redirect'],
      modifiers: ['none', 'filters-25'],
    });
    expect(needs.generator).toBe(
      'tool coreutils tool modprobe tool grep tool ip tool ethtool tool bash module pktgen load pktgen',
    );
    expect(needs.dut).toBe(
      'tool coreutils tool modprobe tool grep tool ip tool ethtool tool tc' +
        ' module veth module sch_ingress module cls_u32 module act_mirred module act_gact' +
        ' load veth load sch_ingress load cls_u32 load act_mirred load act_gact' +
        ' file /proc/net/stat/arp_cache',
    );
    expect(needs.sink).toBe('tool coreutils tool grep tool ip tool ethtool tool bash');
  });

  it('checks for the signer if modules are built and the testbed has a key', async () => {
    const hosts = three();
    const byRole = hosts as never;
    const all = Object.values(hosts) as never;
    const signing = { ...testbed, moduleSigning: { key: '/key.pem', certificate: '/key.crt' } };
    await requireMachines({ all, byRole }, signing, {
      ...playbook,
      dataPlanes: ['napi-macvlan'],
      modifiers: ['none'],
    });
    expect(hosts.dut.lines[0]).toContain(' tool sign-file ');
    expect(hosts.generator.lines[0]).not.toContain(' tool sign-file ');
  });

  it('checks generator and sink, but not the DUT, for linuxptp if the run starts ptp4l', async () => {
    const hosts = three();
    const byRole = hosts as never;
    const all = Object.values(hosts) as never;
    const ptp4l = { generator: 'eth5', sink: 'eth5', stamping: 'software', transport: 'ipv4' };
    const clocks = { type: 'ptp', bound: 1_000, ptp4l } as unknown as typeof testbed.clocks;
    await requireMachines({ all, byRole }, { ...testbed, clocks }, playbook);
    for (const role of ['generator', 'sink'] as const) {
      expect(hosts[role].lines[0]).toContain(' tool ptp4l tool phc2sys tool pmc tool phc_ctl ');
    }
    expect(hosts.dut.lines[0]).not.toContain('ptp4l');
  });

  it('checks a machine that plays all roles once', async () => {
    const host = scriptedHost([]);
    const hosts = { generator: host, dut: host, sink: host };
    const needs = await asked(hosts, { dataPlanes: ['macvlan'], modifiers: ['none'] });
    expect(needs.dut).toContain('tool tc');
    expect(needs.dut).toContain('module macvlan');
    expect(needs.dut).toContain('module pktgen');
  });

  it('checks for the requirements of building a module', async () => {
    const { dut } = await asked(three(), { dataPlanes: ['napi-macvlan'], modifiers: ['none'] });
    expect(dut).toMatch(/^headers of this kernel tool coreutils tool modprobe tool make tool gcc /);
    expect(dut).toContain('tool patch load napi_macvlan file');
  });

  it.each(DATA_PLANES)('knows what %s requires', async (name) => {
    const { dut } = await asked(three(), { dataPlanes: [name], modifiers: ['none'] });
    expect(dut).toContain('tool ip');
  });

  it('names the machine that lacks something', async () => {
    const hosts = {
      ...three(),
      sink: scriptedHost([[/^sh -c \nfor need /, { stdout: 'tool ethtool\n' }]]),
    };
    const refused = asked(hosts, {});
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/requires of the sink on .*: missing: ethtool/);
  });

  it('says where the packages of a lab come from', async () => {
    const stdout = 'tool ovs-vswitchd\n';
    const host = scriptedHost([
      [/^sh -c \nfor need /, { stdout }],
      [/os-release/, { stdout: 'ID=debian\n' }],
      [/^uname/, { stdout: '6.1.0-9-cloud-amd64\n' }],
    ]);
    const byRole = { generator: host, dut: host, sink: host } as never;
    const machines = { all: [host] as never, byRole };
    const lab = { ...testbed, environment: { kind: 'emulated', accelerator: 'tcg', hostCores: 2 } };
    const refused = requireMachines(machines, lab as typeof testbed, {
      ...playbook,
      dataPlanes: ['openvswitch-flows'],
    });
    await expect(refused).rejects.toThrow(
      /missing: ovs-vswitchd\n {2}fix: apt-get install openvswitch-switch; on a lab, name the packages in `packages` of `lab`/,
    );
    await expect(refused).rejects.toThrow(PreconditionFailure);
  });
});
