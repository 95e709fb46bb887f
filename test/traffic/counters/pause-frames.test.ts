import { describe, expect, it } from 'vitest';
import { pauseFramesOn, pausesBetween } from '../../../src/traffic/counters/pause-frames.js';
import { scriptedHost } from '../../provision/kernel-module/scripted-host.js';
import { network } from '../testbed.js';

const { topology } = network({});
const never = new AbortController().signal;

const printing = (...texts: readonly string[]) =>
  scriptedHost([[/./, { stdout: texts.map((text) => `${text}\u001d0\u001d\u001e`).join('') }]]);

describe('pausesBetween', () => {
  const reading = (received: number, sent: number) => new Map([['dut0', { received, sent }]]);

  it('is what increased', () => {
    expect(pausesBetween(reading(5, 1), reading(7, 1))).toEqual([
      { port: 'dut0', received: 2, sent: 0 },
    ]);
    expect(pausesBetween(reading(5, 1), reading(5, 1))).toEqual([]);
  });

  it('counts from 0 if a driver was reloaded, and nothing for a port that was not read before', () => {
    expect(pausesBetween(reading(5, 1), reading(0, 1))).toEqual([]);
    expect(pausesBetween(reading(5, 1), reading(2, 0))).toEqual([
      { port: 'dut0', received: 2, sent: 0 },
    ]);
    expect(pausesBetween(new Map(), reading(9, 9))).toEqual([]);
  });
});

describe('pauseFramesOn', () => {
  it('asks a role whose drivers count none only once', async () => {
    const counting = printing(
      '  rx_flow_control_xoff: 3\n  tx_flow_control_xoff: 0\n',
      '  rx_packets: 2\n',
    );
    const silent = printing('  rx_packets: 1\n');
    const pauses = pauseFramesOn(
      { generator: { host: silent }, dut: { host: counting }, sink: { host: silent } },
      topology,
    );
    const first = await pauses.read(never);
    const second = await pauses.read(never);
    const [ingress] = topology.ingress;
    expect([...first]).toEqual([[ingress?.dut.name, { received: 3, sent: 0 }]]);
    expect([...second]).toEqual([...first]);
    expect(silent.lines).toHaveLength(2);
    expect(counting.lines).toHaveLength(2);
  });
});
