import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { playbookSchema } from '../../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../../src/config/stated/reference.js';
import { testbedSchema } from '../../../../src/config/testbed/testbed-file.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { softnicSteps } from '../../../../src/provision/softnic-steps.js';
import {
  chooseSinkCounting,
  withSinkCounting,
} from '../../../../src/session/backends/machines/sink-counting.js';
import { scriptedHost } from '../../../provision/kernel-module/scripted-host.js';

const testbed = (name: string) =>
  testbedSchema.parse(parse(readFileSync(`testbeds/${name}.yaml`, 'utf8')));
const three = testbed('virtual-lab');
const oneMachine = testbed('one-machine-lab');

const playbook = (...procedures: readonly object[]) =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      dataPlanes: ['ip-forwarder'],
      trial: { duration: '1 s' },
      procedures,
    }),
  );
const sweep = playbook({ test: 'load-sweep', intendedLoads: ['1 kpps'] });
const timed = playbook({ test: 'latency', throughput: '1 kpps' });

const KERNEL = [/^uname/, { stdout: 'Linux 6.1.0-38-amd64 #1 SMP x86_64' }] as const;
const MODULES = [/^(cat|tail).*\/proc\/modules/, { stdout: '==> /proc/modules <==\n\n' }] as const;
const NO_HEADERS = [/^sh -c \nfor need /, { stdout: 'headers 6.1.0-38-amd64\n' }] as const;
const able = () => scriptedHost([KERNEL, MODULES]);
const unable = () => scriptedHost([KERNEL, MODULES, NO_HEADERS]);

const choose = (
  where: typeof three,
  what: typeof sweep,
  host = able(),
): ReturnType<typeof chooseSinkCounting> =>
  chooseSinkCounting(where, what, [host], new AbortController().signal);

describe('chooseSinkCounting', () => {
  it('chooses the module if it can be built, otherwise NICs', async () => {
    expect(await choose(three, sweep)).toEqual({ by: 'frame-sink' });
    expect(await choose(three, sweep, unable())).toMatchObject({ by: 'nic' });
    expect(await choose(oneMachine, sweep)).toMatchObject({ by: 'nic' });
  });

  it('chooses the module for per-frame timestamps, also on software ports', async () => {
    expect(await choose(three, timed)).toEqual({ by: 'frame-sink' });
    expect(await choose(oneMachine, timed)).toEqual({ by: 'frame-sink' });
  });

  it('refuses a test that needs timestamps if the module cannot be built, and changes nothing', async () => {
    const host = unable();
    const refusal = choose(three, timed, host);
    await expect(refusal).rejects.toThrow(PreconditionFailure);
    await expect(refusal).rejects.toThrow(
      /^preparing for latency, [^]*headers[^]*leave the test out$/,
    );
    expect(host.uploads).toEqual([]);
    expect(host.lines.filter((line) => /^(insmod|make|mkdir|ip link)/.test(line))).toEqual([]);
  });
});

describe('withSinkCounting', () => {
  const discards = (wiring: typeof oneMachine): unknown =>
    JSON.stringify(softnicSteps(wiring).map(({ spec }) => spec)).match(/"discard":true/g);

  it('uses the module on software ports only if timestamps are needed', () => {
    expect(discards(withSinkCounting(oneMachine, sweep))).toHaveLength(oneMachine.links.length);
    expect(discards(withSinkCounting(oneMachine, timed))).toBeNull();
  });

  it("does not override the testbed's choice", () => {
    const { roles } = three;
    const byNic = { roles: { ...roles, sink: { ...roles.sink, counting: 'nic' as const } } };
    expect(withSinkCounting(byNic, timed)).toBe(byNic);
  });
});
