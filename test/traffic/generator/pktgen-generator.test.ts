import { describe, expect, it } from 'vitest';
import { writeLines } from '../../../src/linux/pktgen/control.js';
import { deviceLines, type PktgenDevice } from '../../../src/linux/pktgen/device.js';
import { Failure, PreconditionFailure } from '../../../src/model/failure.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { runPktgen } from '../../../src/traffic/generator/pktgen-generator.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { DeadlineExceeded } from '../../../src/host/errors.js';
import { DeviceGone } from '../../../src/traffic/generator/device-gone.js';
import { GeneratorStuck } from '../../../src/traffic/generator/generator-stuck.js';
import { pktgenThreads } from '../../../src/traffic/generator/pktgen-threads.js';
import { roleNetwork } from '../../../src/host/role-network.js';
import { SimulatedMachine } from '../simulated-machine.js';
import { network } from '../testbed.js';
import { virtualClock } from '../virtual-clock.js';

const trial = { frameSize: MINIMUM_FRAME, intendedLoad: pps(2000), duration: seconds(1) };
const devices = (): readonly PktgenDevice[] =>
  pktgenDevices(
    flowsOf(trial, network({ ingress: 2 }).streams),
    { frameSize: trial.frameSize, cloneSkb: 0 },
    ['kpktgend_0'],
  ).map(({ device }) => device);

const setting = (host: SimulatedMachine, warnings: string[] = []) => ({
  generator: roleNetwork(host),
  clock: virtualClock(),
  warn: (message: string) => warnings.push(message),
});
const never = new AbortController().signal;
const ready = () => Promise.resolve();
const run = (host: SimulatedMachine, signal = never) =>
  runPktgen(setting(host), devices(), signal, { ready, whileSending: ready });

describe('runPktgen', () => {
  it('sends, reads what was sent, and removes the devices again', async () => {
    const host = new SimulatedMachine('generator');
    const ended = await run(host);
    expect(ended.devices.map(({ result }) => result.sent)).toEqual([1000, 1000]);
    expect(ended.duration).toBe(1e9);
    expect(ended.cutOff).toBe(false);
    expect(host.devices).toEqual([]);
  });

  it('adds devices when a thread has removed those of an earlier run, however late it does', async () => {
    const host = new SimulatedMachine('generator');
    host.looksUntilRemoved = 7;
    await run(host);
    const lines = devices().flatMap(deviceLines);
    await host.attempt(writeLines(lines).argv, { stdin: writeLines(lines).stdin });
    expect(host.devices).toEqual(['eth1', 'eth2']);
    expect((await run(host)).devices.map(({ result }) => result.sent)).toEqual([1000, 1000]);
    expect(host.devices).toEqual([]);
  });

  it('is stuck where the command that starts it does not return', async () => {
    const host = new SimulatedMachine('generator');
    host.start = () => {
      throw new DeadlineExceeded('generator', ['sh'], seconds(60));
    };
    const error: unknown = await run(host).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GeneratorStuck);
    expect(String(error)).toMatch(/the command that started it timed out after 60 s/);
  });

  it('names a device that the kernel removed while it sent', async () => {
    const host = new SimulatedMachine('generator');
    host.start = () => {
      host.unplug('eth2');
      return { exitCode: 0 };
    };
    const error: unknown = await run(host).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeviceGone);
    expect(String(error)).toMatch(/on generator: the kernel removed eth2 while it sent/);
    expect(host.devices).toEqual([]);
  });

  it('takes the span from the first start to the last end as the duration', async () => {
    const host = new SimulatedMachine('generator');
    host.start = ([first, second]) => {
      first?.send(1000, 900_000);
      second?.send(1000, 1_100_000);
      return { exitCode: 0 };
    };
    expect((await run(host)).duration).toBe(1.1e9);
  });

  it('gives what was sent by a run that had to be cut off', async () => {
    const host = new SimulatedMachine('generator');
    host.start = (all) => {
      for (const device of all) device.send(400, 3_250_000);
      return { exitCode: 124 };
    };
    const ended = await run(host);
    expect(ended.cutOff).toBe(true);
    expect(ended.devices.map(({ result }) => result.sent)).toEqual([400, 400]);
  });

  it('counts what was sent before and after a loss of carrier', async () => {
    const host = new SimulatedMachine('generator');
    const file = (name: string) =>
      `==> /proc/net/pktgen/${name} <==\nParams: count 1000  min_pkt_size: 60\n delay: 1000000` +
      `  ifname: ${name}\n pkts-sofar: 250  errors: 0\n started: 0us  stopped: 250000us\nResult: OK: 1(c1+d0)\n`;
    host.start = (all) => {
      for (const device of all) device.send(1000, 1_000_000);
      return { exitCode: 0, stdout: `${file('eth1')}${file('eth2')}carrier 1000000 1300000\n` };
    };
    const through = { ...setting(host), throughLosses: true };
    const ended = await runPktgen(through, devices(), never, { ready, whileSending: ready });
    expect(ended.devices.map(({ result }) => result.sent)).toEqual([1250, 1250]);
    expect(ended.interruptions).toHaveLength(1);
    expect(ended.duration).toBe(1.25e9);
  });

  it('says which line pktgen refused and what to do, and leaves nothing behind', async () => {
    const host = new SimulatedMachine('generator');
    const message = 'write error: Network is down (ERROR: can not add device eth2)';
    host.refusal = { command: 'add_device eth2', message };
    await expect(run(host)).rejects.toThrow(
      /on generator: kpktgend_0: add_device eth2.*\n.*ip link set/,
    );
    expect(host.devices).toEqual([]);
  });

  it('removes the devices when it is interrupted', async () => {
    const host = new SimulatedMachine('generator');
    const controller = new AbortController();
    host.start = () => {
      controller.abort();
      return { exitCode: 0 };
    };
    await expect(run(host, controller.signal)).rejects.toThrow(Failure);
    expect(host.devices).toEqual([]);
  });

  it('returns the outcome of whileSending, and stops when that fails', async () => {
    const host = new SimulatedMachine('generator');
    const beside = (whileSending: () => Promise<string>) =>
      runPktgen(setting(host), devices(), never, { ready, whileSending });
    expect((await beside(() => Promise.resolve('changed'))).outcome).toBe('changed');
    await expect(beside(() => Promise.reject(new Error('no DUT any more')))).rejects.toThrow(
      'no DUT any more',
    );
    expect(host.devices).toEqual([]);
  });

  it('fails when pktgen cannot be started', async () => {
    const host = new SimulatedMachine('generator');
    host.start = () => ({ exitCode: 1 });
    await expect(run(host)).rejects.toThrow(/starting pktgen/);
  });
});

describe('pktgenThreads', () => {
  it('finds one thread per CPU', async () => {
    const host = new SimulatedMachine('generator');
    expect(await pktgenThreads(roleNetwork(host))).toEqual(['kpktgend_0']);
  });

  it('names the module that is missing', async () => {
    const host = new SimulatedMachine('generator');
    host.pktgenLoaded = false;
    const threads = pktgenThreads(roleNetwork(host));
    await expect(threads).rejects.toThrow(PreconditionFailure);
    await expect(threads).rejects.toThrow(/on generator: ls: cannot access.*\n.*modprobe pktgen/);
  });
});
