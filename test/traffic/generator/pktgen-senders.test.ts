import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import type { Traffic } from '../../../src/model/network/traffic.js';
import { pps, seconds } from '../../../src/model/units.js';
import { pktgenSenders, runSenders } from '../../../src/traffic/generator/pktgen-senders.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { roleNetwork, type RoleNetwork } from '../../../src/host/role-network.js';
import { SimulatedMachine } from '../simulated-machine.js';
import { network, PLAIN_TRAFFIC } from '../testbed.js';
import { virtualClock } from '../virtual-clock.js';

const BOTH_WAYS: Traffic = { ...PLAIN_TRAFFIC, direction: 'bidirectional' };
const trial = { frameSize: MINIMUM_FRAME, intendedLoad: pps(2000), duration: seconds(1) };
const never = new AbortController().signal;

const sendersOn = (generator: RoleNetwork, sink: RoleNetwork, traffic = BOTH_WAYS) => {
  const flows = flowsOf(trial, network({ traffic }).streams);
  return pktgenSenders(flows, { ...trial, cloneSkb: 0 }, { generator, sink }, never);
};
const setting = () => ({ clock: virtualClock(), warn: () => undefined });

const nothing = () => () => Promise.resolve();

describe('the senders of a trial', () => {
  it('are only the generator if frames go one way', async () => {
    const [generator, sink] = [new SimulatedMachine('generator'), new SimulatedMachine('sink')];
    const senders = await sendersOn(roleNetwork(generator), roleNetwork(sink), PLAIN_TRAFFIC);
    expect(senders.map(({ network }) => network.host.name)).toEqual(['generator']);
    expect(sink.commands).toEqual([]);
  });

  it('send the same rate each way at the same time, and take as long as the slower', async () => {
    const [generator, sink] = [new SimulatedMachine('generator'), new SimulatedMachine('sink')];
    const configured: number[] = [];
    for (const [host, microseconds] of [
      [generator, 1_000_000],
      [sink, 1_100_000],
    ] as const) {
      host.start = (devices) => {
        configured.push(generator.devices.length + sink.devices.length);
        for (const device of devices) device.send(device.count, microseconds);
        return { exitCode: 0 };
      };
    }
    const senders = await sendersOn(roleNetwork(generator), roleNetwork(sink));
    const run = await runSenders(senders, setting(), never, nothing);
    expect(configured[0]).toBe(2);
    expect(run.sent.map(({ device }) => [device.interface, device.source])).toEqual([
      ['eth1', '198.18.1.2'],
      ['eth1', '198.19.1.2'],
    ]);
    expect(run.sent.map(({ result }) => result.sent)).toEqual([1000, 1000]);
    expect(run.duration).toBe(1.1e9);
    expect([...generator.devices, ...sink.devices]).toEqual([]);
  });

  it('are one instance of pktgen if both roles are in one namespace', async () => {
    const host = new SimulatedMachine('both');
    const senders = await sendersOn(
      roleNetwork(host, { cpus: [0] }),
      roleNetwork(host, { cpus: [1, 0] }),
    );
    expect(senders).toHaveLength(1);
    expect(senders[0]?.network.cpus).toEqual([0, 1]);
    expect(senders[0]?.devices).toHaveLength(2);
  });

  it('are all stopped if one fails, and that failure is reported', async () => {
    const [generator, sink] = [new SimulatedMachine('generator'), new SimulatedMachine('sink')];
    sink.refusal = { command: 'add_device eth1', message: 'write error: Network is down' };
    const senders = await sendersOn(roleNetwork(generator), roleNetwork(sink));
    const run = runSenders(senders, setting(), never, nothing);
    await expect(run).rejects.toThrow(/on sink: kpktgend_0: add_device eth1/);
    expect([...generator.devices, ...sink.devices]).toEqual([]);
  });
});

describe('several streams of a port', () => {
  it('are each known by the device that sent it', async () => {
    const host = new SimulatedMachine('generator');
    host.start = (devices) => {
      for (const [index, device] of devices.entries()) device.send(100 * (index + 1), 1_000_000);
      return { exitCode: 0 };
    };
    const { streams } = network({
      routers: { count: 3 },
      stack: { place: 'namespaces', mac: 'own' },
    });
    const networks = {
      generator: roleNetwork(host),
      sink: roleNetwork(new SimulatedMachine('sink')),
    };
    const frames = { ...trial, cloneSkb: 0, broadcast: true };
    const senders = await pktgenSenders(flowsOf(trial, streams), frames, networks, never);
    const run = await runSenders(senders, setting(), never, nothing);
    expect(
      run.sent.map(({ flow, device, result, background }) => [
        ...[flow.stream, device.interface, result.sent],
        ...[background?.device.interface, background?.result.sent],
      ]),
    ).toEqual([
      [streams[0], 'eth1', 100, 'eth1@3', 400],
      [streams[1], 'eth1@1', 200, 'eth1@4', 500],
      [streams[2], 'eth1@2', 300, 'eth1@5', 600],
    ]);
  });
});
