import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../../../src/host/clock.js';
import { openAsRoot } from '../../../../../../src/host/open.js';
import type { ReconnectingHost } from '../../../../../../src/host/reconnecting-host.js';
import { roleNetwork } from '../../../../../../src/host/role-network.js';
import { macAddress } from '../../../../../../src/model/network/mac.js';
import { withoutFigures, type TrialRequest } from '../../../../../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../../../../../src/model/units.js';
import { readLedger } from '../../../../../../src/provision/ledger.js';
import { provision } from '../../../../../../src/provision/provision.js';
import { sysctl } from '../../../../../../src/provision/steps/sysctl.js';
import { teardown } from '../../../../../../src/provision/teardown.js';
import { requireSameInterfaces } from '../../../../../../src/session/backends/machines/interfaces.js';
import {
  awaitMachines,
  bootsOf,
  type Boots,
} from '../../../../../../src/session/backends/machines/repair/await-machines.js';
import { kernelLogOf } from '../../../../../../src/session/backends/machines/repair/kernel-logs.js';
import { noRepairs } from '../../../../../../src/session/backends/machines/repair/limits.js';
import { repairedTrials } from '../../../../../../src/session/backends/machines/repair/repaired-trials.js';
import { setUpAgain } from '../../../../../../src/session/backends/machines/repair/set-up-again.js';
import { startSshd, type SshdMachine } from '../../../../host/sshd.js';
import { lockedByAll } from '../../../../provision/lock/locking.js';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const FORWARDING = '/proc/sys/net/ipv4/conf/lo/forwarding';
const STEPS = [sysctl({ settings: { 'net/ipv4/conf/lo/forwarding': '1' } })];
const RUN = { runId: 'this-run' };
const MAC = macAddress('02:00:00:00:00:01');
const PORT = { name: 'dut0', interface: 'eth1', identity: { by: 'mac', address: MAC } } as const;
const ROLE = { machine: 'there', ports: [PORT] };

/** Ends the sshd session that the command is in, as a cut connection would, and stays. */
const CUT = `pid=$$
while [ "$(cat /proc/$pid/comm)" != sshd ]; do pid=$(sed -n 's/^PPid:\\s*//p' /proc/$pid/status); done
kill -9 "$pid"
sleep 20`;

const request: TrialRequest = {
  frameSize: bytes(64),
  intendedLoad: pps(1000),
  duration: seconds(1),
};

describe('a machine whose connection is cut in mid-trial', () => {
  const { signal } = new AbortController();
  let machine: SshdMachine;
  let host: ReconnectingHost;
  let boots: Boots;

  beforeEach(async () => {
    const prepare = 'ip link add name eth1 address 02:00:00:00:00:01 type veth peer name far';
    machine = await startSshd({ files: { [BOOT_ID]: 'first\n' }, prepare });
    host = await lockedByAll(() => openAsRoot('there', machine.connection));
    await provision(host, STEPS, RUN);
    boots = await bootsOf([host], signal);
  });
  afterEach(async () => {
    await host[Symbol.asyncDispose]();
    await machine[Symbol.asyncDispose]();
  });

  const logs: string[] = [];
  const measurerThat = (...scripts: readonly string[]) => {
    const left = [...scripts];
    return repairedTrials(
      {
        measure: async (trial) => {
          await host.run(['sh', '-c', left.shift() ?? 'true']);
          const { stdout } = await host.run(['cat', FORWARDING]);
          const reason = { code: 'generator-error', detail: stdout.trim() } as const;
          return withoutFigures(trial, [reason], nanoseconds(0));
        },
      },
      {
        awaitMachines: (stop) =>
          awaitMachines([host], [roleNetwork(host)], boots, systemClock, stop),
        setUpAgain: (_, stop) =>
          setUpAgain(
            [{ host, steps: STEPS }],
            [],
            (there) => requireSameInterfaces(there, ROLE, stop),
            { ...RUN, signal: stop, announce: () => undefined },
          ),
        keepLogs: async (length, restarted) => {
          logs.push(await kernelLogOf(host, length, restarted.includes(host.name)));
        },
        noteRestart: () => Promise.resolve(),
        standstill: async (work) => ({ result: await work(), found: nanoseconds(0) }),
        count: noRepairs(),
        clock: systemClock,
        announce: () => undefined,
      },
    );
  };
  const reasonsOf = async (measure: ReturnType<typeof measurerThat>) => {
    const { validity } = await measure.measure(request, signal);
    return validity.state === 'valid' ? [] : validity.reasons;
  };

  it('is connected to again, is as it was, and the next trial is made there', async () => {
    const measurer = measurerThat(CUT);
    const { entries } = await readLedger(host);
    expect(await reasonsOf(measurer)).toMatchObject([{ code: 'connection-lost' }]);
    expect(await reasonsOf(measurer)).toEqual([{ code: 'generator-error', detail: '1' }]);
    expect((await readLedger(host)).entries).toEqual(entries);
    expect(await teardown(host)).toBe(1);
  });

  it('is set up again where it has restarted meanwhile, and undone as before', async () => {
    const restart = `rm -r /run/vrbench; echo 0 >${FORWARDING}; echo second >${BOOT_ID}`;
    const measurer = measurerThat(`${restart}; ${CUT}`);
    expect(await reasonsOf(measurer)).toMatchObject([
      { code: 'machine-restarted', detail: 'there restarted during the trial' },
      { code: 'connection-lost' },
    ]);
    expect(logs.at(-1)).toMatch(/^The machine restarted\. The log of the previous boot:\n/);
    expect(await reasonsOf(measurer)).toEqual([{ code: 'generator-error', detail: '1' }]);
    expect(await teardown(host)).toBe(1);
    expect((await host.run(['cat', FORWARDING])).stdout).toBe('0\n');
  });

  it('is not set up where its ports have other interfaces since it restarted', async () => {
    const renamed = 'ip link set eth1 name eth2';
    const restart = `rm -r /run/vrbench; ${renamed}; echo second >${BOOT_ID}`;
    const measurer = measurerThat(`${restart}; ${CUT}`);
    expect(await reasonsOf(measurer)).toMatchObject([
      { code: 'machine-restarted' },
      { code: 'connection-lost' },
    ]);
    await expect(measurer.measure(request, signal)).rejects.toThrow(
      'looking for its ports after it was restarted on there: port dut0 was eth1 and is eth2',
    );
    expect((await readLedger(host)).entries).toEqual([]);
  });

  it('is not set up where another run has taken it', async () => {
    const other = { sequence: 1, run: 'other-run', kind: 'sysctl', spec: {}, before: {} };
    const take = `echo '${JSON.stringify(other)}' >/run/vrbench/ledger.ndjson`;
    const measurer = measurerThat(`${take}; ${CUT}`);
    expect(await reasonsOf(measurer)).toMatchObject([{ code: 'connection-lost' }]);
    await expect(measurer.measure(request, signal)).rejects.toThrow(
      /changes made by run other-run/,
    );
  });
});
