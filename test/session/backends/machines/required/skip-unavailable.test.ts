import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../../../src/config/load.js';
import { metalTestbed } from '../../../../../src/config/testbed/resolve.js';
import type { RunEvent } from '../../../../../src/session/run/events.js';
import { withoutUnavailable } from '../../../../../src/session/backends/machines/required/skip-unavailable.js';
import {
  scriptedHost,
  type ScriptedHost,
} from '../../../../provision/kernel-module/scripted-host.js';

const { file, folder } = await loadTestbed('testbeds/three-machine.yaml');
const testbed = metalTestbed(file, folder);
const { playbook } = await loadPlaybook('playbooks/case-1.yaml');

type Rules = Parameters<typeof scriptedHost>[0];

/** A Debian machine with a kernel, its headers and its source, on which everything succeeds. */
const machine = (release: string, ...first: Rules): ScriptedHost =>
  scriptedHost([
    ...first,
    [/os-release/, { stdout: 'ID=debian\n' }],
    [/^uname -srvm/, { stdout: `Linux ${release} #1 SMP x86_64\n` }],
    [/^uname -r/, { stdout: `${release}\n` }],
    [/^tail .*\/proc\/modules/, { stdout: '==> /proc/modules <==\nloop 1 0 - Live 0x0\n' }],
    [/^sh -c for pattern /, { stdout: '/usr/src/linux-source-6.1/drivers/net/macvlan.c\n' }],
    [/^sh -c \[ -f /, { exitCode: 1 }],
  ]);

/** What is left of a playbook of these data planes, and why the others are left out. */
const left = async (
  dut: ScriptedHost,
  dataPlanes: typeof playbook.dataPlanes,
): Promise<{ readonly kept: readonly string[]; readonly why: ReadonlyMap<string, string> }> => {
  const why = new Map<string, string>();
  const order = {
    ...{ playbook: { ...playbook, dataPlanes }, runId: 'run' },
    signal: new AbortController().signal,
    announce: () => undefined,
    emit: (event: RunEvent) => {
      if (event.type === 'left-out') why.set(event.cell.dataPlane, event.left.reason);
      return Promise.resolve();
    },
  };
  const without = await withoutUnavailable({ dut: dut as never }, testbed, order);
  return { kept: without.playbook.dataPlanes, why };
};

describe('withoutUnavailable', () => {
  it('leaves nothing out if all can be set up, and tries the module', async () => {
    const dut = machine('6.1.0-25-amd64');
    const { kept, why } = await left(dut, ['ip-forwarder', 'napi-macvlan']);
    expect(kept).toEqual(['ip-forwarder', 'napi-macvlan']);
    expect(why).toEqual(new Map());
    const programs = dut.lines.map((line) => line.split(' ')[0]);
    expect(programs.filter((program) => program === 'make' || program === 'insmod')).toEqual([
      'make',
      'insmod',
    ]);
  });

  it('leaves out a data plane that only lacks the kernel source', async () => {
    const dut = machine('6.1.0-25-amd64', [/^sh -c for pattern /, { exitCode: 1 }]);
    const { kept, why } = await left(dut, ['ip-forwarder', 'macvlan', 'napi-macvlan']);
    expect(kept).toEqual(['ip-forwarder', 'macvlan']);
    expect([...why.keys()]).toEqual(['napi-macvlan']);
    expect(why.get('napi-macvlan')).toContain('apt-get install linux-source-6.1');
  });

  it('leaves out both data planes of a module for which the kernel is too old', async () => {
    const dut = machine('5.14.0-427.37.1.el9_4.x86_64');
    const { kept, why } = await left(dut, ['macvlan', 'softnet-macvlan', 'napi-macvlan']);
    expect(kept).toEqual(['macvlan']);
    expect(why.get('softnet-macvlan')).toContain('made for Linux 5.15 and later');
    expect(why.get('napi-macvlan')).toBe(why.get('softnet-macvlan'));
  });

  it.each([
    ['the patch does not fit', [/--dry-run/, { exitCode: 1, stdout: 'Hunk #1 FAILED at 518.\n' }]],
    ['it does not compile', [/^make/, { exitCode: 2, stdout: 'x.c:1:1: error: no\n' }]],
    [
      'the kernel does not take it',
      [/^insmod/, { exitCode: 1, stderr: 'Key was rejected by service' }],
    ],
  ] as const)('leaves out a data plane whose module cannot be used: %s', async (_, rule) => {
    const { kept, why } = await left(machine('6.1.0-25-amd64', rule), ['macvlan', 'napi-macvlan']);
    expect(kept).toEqual(['macvlan']);
    expect([...why.keys()]).toEqual(['napi-macvlan']);
  });

  it('leaves out a data plane that lacks a program', async () => {
    const dut = machine('6.1.0-25-amd64', [
      /^sh -c \nfor need .* tool ovs-vsctl/s,
      { stdout: 'tool ovs-vsctl\n' },
    ]);
    const { kept, why } = await left(dut, ['ip-forwarder', 'openvswitch']);
    expect(kept).toEqual(['ip-forwarder']);
    expect(why.get('openvswitch')).toContain('apt-get install openvswitch-switch');
  });

  it('does not change a run of which nothing would be left', async () => {
    const dut = machine('5.4.0-26-generic');
    const { kept, why } = await left(dut, ['napi-macvlan']);
    expect(kept).toEqual(['napi-macvlan']);
    expect(why).toEqual(new Map());
  });
});
