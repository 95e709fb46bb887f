import { describe, expect, it } from 'vitest';
import type { PktgenDevice } from '../../../src/linux/pktgen/device.js';
import type { PktgenResult } from '../../../src/linux/pktgen/result.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { threadFlows } from '../../../src/traffic/flows/thread-flows.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { sentByStream } from '../../../src/traffic/generator/sent-by-stream.js';
import { network } from '../testbed.js';

const { streams } = network({ ingress: 2 });
const whole = flowsOf({ intendedLoad: pps(4_001), duration: seconds(1) }, streams);

const result = (device: PktgenDevice, sent: number): PktgenResult => ({
  ...{ interface: device.interface, count: device.count, delay: device.delay },
  ...{ packetSize: device.packetSize, sent, errors: 0, busy: 0 },
  ...{ startedAt: 0, stoppedAt: 1_000_000, result: 'OK: 1000000(c0+d0) usec' },
});

/** What threads sent, each one frame less than intended. */
const sentBy = (threads: number, broadcast = false) =>
  pktgenDevices(threadFlows(whole, threads), { frameSize: MINIMUM_FRAME, cloneSkb: 0, broadcast }, [
    'kpktgend_0',
    'kpktgend_1',
    'kpktgend_2',
  ]).map(({ flow, device, background }) => ({
    ...{ flow, device, result: result(device, device.count - 1) },
    background: background && { device: background, result: result(background, 5) },
  }));

describe('sentByStream', () => {
  it('has each stream once, with the frames of all threads that shared it', () => {
    expect(sentByStream(sentBy(3))).toEqual([
      { stream: streams[0], intended: 2001, offered: 1998, background: undefined },
      { stream: streams[1], intended: 2000, offered: 1997, background: undefined },
    ]);
    expect(sentByStream(sentBy(1)).map(({ offered }) => offered)).toEqual([2000, 1999]);
  });

  it('adds up the broadcast frames sent with them', () => {
    expect(sentByStream(sentBy(3, true)).map(({ background }) => background)).toEqual([15, 15]);
  });

  it('does not count frames as intended that were due while no port could send', () => {
    const [first, ...others] = sentBy(1);
    if (first === undefined) throw new Error('there are streams');
    const withheld = { ...first, interrupted: { parts: [], withheld: 100 } };
    expect(sentByStream([withheld, ...others])[0]?.intended).toBe(1901);
  });
});
