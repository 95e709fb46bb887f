import { describe, expect, it } from 'vitest';
import { deviceLines } from '../../../src/linux/pktgen/device.js';
import { testFrame } from '../../../src/linux/test-frame.js';
import { MINIMUM_FRAME, withoutFcs } from '../../../src/model/frame.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { testFrames } from '../../../src/model/schema/setup/test-frames.js';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { portSources } from '../../../src/traffic/generator/port-sources.js';
import { testFramesOf, type FrameSender } from '../../../src/traffic/generator/test-frames.js';
import { network } from '../testbed.js';

const of = (sender: FrameSender, traffic: Partial<Traffic> = {}) => {
  const all = { ...PLAIN_TRAFFIC, ...traffic };
  const planes = [
    { dataPlane: 'ip-forwarder', network: network({ ingress: 2, traffic: all }) } as const,
  ];
  return testFramesOf(sender, planes);
};
const PKTGEN = { sender: 'pktgen', cloneSkb: 0 } as const;
const SOURCE = { sender: 'softnic-source', numbered: false } as const;

describe('the format of test frames', () => {
  it('is archived as it is', () => {
    for (const sender of [PKTGEN, SOURCE]) {
      for (const protocol of ['ipv4', 'ipv6'] as const) {
        const frames = of(sender, { protocol, destinations: 'many' });
        expect(testFrames.parse(frames)).toEqual(frames);
      }
    }
  });

  it('says that threads which share a port number their own frames', () => {
    expect(of({ ...PKTGEN, threadsPerPort: 2 }).eachFrame[0]).toBe(
      'sequence number, counted by each thread on its own',
    );
    expect(of(PKTGEN).eachFrame[0]).toBe('sequence number');
  });

  it('is what a source sends', () => {
    const { streams } = network({ ingress: 2 });
    const flows = flowsOf({ intendedLoad: pps(2_000), duration: seconds(1) }, streams);
    const frame = portSources(flows, { frameSize: MINIMUM_FRAME })[0]?.source.frames[0];
    const format = of(SOURCE);
    const view = new DataView(frame?.buffer ?? new ArrayBuffer(0));
    expect(view.getUint8(22)).toBe(format.hopLimit);
    expect(view.getUint16(34)).toBe(format.sourcePort);
    expect(view.getUint16(36)).toBe(format.destinationPort);
    expect(view.getUint16(40) !== 0).toBe(format.udpChecksum);
    expect([...(frame ?? [])].slice(42, 46)).toEqual([0, 1, 2, 3]);
    expect(format.payload).toEqual(['incrementing octets']);
    const [stream] = format.streams;
    const mac = (from: number) =>
      [...(frame ?? [])]
        .slice(from, from + 6)
        .map((octet) => octet.toString(16).padStart(2, '0'))
        .join(':');
    expect(mac(0)).toBe(stream?.destinationMac);
    expect(mac(6)).toBe(stream?.sourceMac);
    expect([...(frame ?? [])].slice(26, 30).join('.')).toBe(stream?.source);
    expect([...(frame ?? [])].slice(30, 34).join('.')).toBe(stream?.destinations.first);
  });

  it('is that of IPv6 with its hop limit and checksum', () => {
    const format = of(SOURCE, { protocol: 'ipv6' });
    const [stream] = network({ traffic: { protocol: 'ipv6' } }).streams;
    if (stream === undefined) throw new Error('there is a stream');
    const frame = testFrame({
      size: withoutFcs(bytes(82)),
      sourceMac: stream.entry.peer.mac,
      destinationMac: stream.destinationMac,
      source: stream.source,
      destination: stream.destinations.first,
    });
    expect(frame[21]).toBe(format.hopLimit);
    expect(new DataView(frame.buffer).getUint16(60) !== 0).toBe(format.udpChecksum);
  });

  it('is what pktgen is told to send, stream by stream', () => {
    const { streams } = network({ ingress: 2 });
    const flows = flowsOf({ intendedLoad: pps(2_000), duration: seconds(1) }, streams);
    const devices = pktgenDevices(flows, { frameSize: MINIMUM_FRAME, cloneSkb: 0 }, ['kpktgend_0']);
    const format = of(PKTGEN);
    for (const [index, { device }] of devices.entries()) {
      const told = deviceLines(device).map(({ command }) => command);
      const stream = format.streams[index];
      expect(told).toContain(`dst_mac ${stream?.destinationMac ?? ''}`);
      expect(told).toContain(`src_min ${stream?.source ?? ''}`);
      expect(told).toContain(`dst_min ${stream?.destinations.first ?? ''}`);
      expect(told).toContain(`dst_max ${stream?.destinations.last ?? ''}`);
      expect(told).toContain(`udp_src_min ${format.sourcePort}`);
      expect(told).toContain(`udp_dst_max ${format.destinationPort}`);
      expect(told.includes('flag UDPCSUM')).toBe(format.udpChecksum);
    }
    expect(format.payload[0]).toContain("pktgen's header");
  });

  it('says what differs from frame to frame', () => {
    expect(of(PKTGEN).eachFrame).toEqual(['sequence number', 'time stamp', 'IPv4 identification']);
    expect(of(PKTGEN, { destinations: 'many', protocol: 'ipv6' }).eachFrame.at(-1)).toContain(
      'at random',
    );
    expect(of({ sender: 'pktgen', cloneSkb: 7 }).eachFrame[0]).toBe(
      'sequence number (the same in 8 frames)',
    );
    expect(of(SOURCE).eachFrame).toEqual([]);
    expect(of({ ...SOURCE, numbered: true }).eachFrame).toEqual(['sequence number']);
  });

  it('has every stream of every data plane', () => {
    const plain = network({ ingress: 2 });
    const planes = (['ip-forwarder', 'macvlan'] as const).map((dataPlane) => ({
      dataPlane,
      network: plain,
    }));
    const { streams } = testFramesOf(PKTGEN, planes);
    expect(streams.map(({ dataPlane, stream }) => [dataPlane, stream])).toEqual(
      planes.flatMap(({ dataPlane }) => plain.streams.map(({ id }) => [dataPlane, id])),
    );
  });
});
