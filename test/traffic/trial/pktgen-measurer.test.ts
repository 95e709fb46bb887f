import { describe, expect, it } from 'vitest';
import { carrierChangesFile, linkStatisticFile } from '../../../src/linux/device/statistics.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { overhead, type TrialRequest, type Validity } from '../../../src/model/trial.js';
import { milliseconds, pps, seconds } from '../../../src/model/units.js';
import type { OffsetBounds } from '../../../src/traffic/latency/clock-offset.js';
import type { Clocks } from '../../../src/traffic/latency/clocks.js';
import type { FrameSink, SinkTiming } from '../../../src/traffic/counters/frame-sink.js';
import { pktgenMeasurer } from '../../../src/traffic/trial/pktgen-measurer.js';
import type { PktgenMeasurerSetup } from '../../../src/traffic/trial/pktgen-setup.js';
import { roleNetwork } from '../../../src/host/role-network.js';
import { SimulatedMachine, type Start } from '../simulated-machine.js';
import { network } from '../testbed.js';
import { sinkFlow } from '../sink-flow.js';
import { virtualClock } from '../virtual-clock.js';
import { figures } from '../../measured.js';

const rx = (device: string): string => linkStatisticFile(device, 'rx_packets');
const tx = (device: string): string => linkStatisticFile(device, 'tx_packets');
const missed = (device: string): string => linkStatisticFile(device, 'rx_missed_errors');

/** Three machines on which 2000 frames are offered on two ports, and nothing is lost. */
const lossless = () => {
  const generator = new SimulatedMachine('generator');
  const dut = new SimulatedMachine('dut');
  const sink = new SimulatedMachine('sink');
  const sentBy = (device: string, frames: number): void => {
    generator.add(tx(device), frames);
    dut.add(rx(device), frames);
    dut.add(tx('eth4'), frames);
    sink.add(rx('eth1'), frames);
  };
  const send: Start = (devices) => {
    for (const device of devices) {
      device.send(device.count, 1_000_000);
      sentBy(device.name, device.count);
    }
    return { exitCode: 0 };
  };
  generator.start = send;
  dut.files.set('/proc/net/softnet_stat', '00000000 00000000 00000000');
  return { generator, dut, sink, send };
};

const outcomeOf = async (
  { generator, dut, sink }: ReturnType<typeof lossless>,
  more: Partial<PktgenMeasurerSetup> = {},
  asked: Partial<TrialRequest> = {},
) => {
  const clock = virtualClock();
  const measurer = pktgenMeasurer({
    networks: {
      generator: roleNetwork(generator),
      dut: roleNetwork(dut),
      sink: roleNetwork(sink),
    },
    network: network({ ingress: 2 }),
    checkpoints: [
      { location: 'backlog-queue', counters: [{ source: 'softnet', field: 'dropped' }] },
    ],
    ringOverflow: {},
    phases: {
      ...{ residualWait: seconds(2), restabilise: seconds(5) },
      ...{ offeredLoadTolerance: 0.05, starvationTolerance: 0.05 },
    },
    log: { debug: () => undefined, warn: () => undefined },
    clock,
    ...more,
  });
  const trial = {
    frameSize: MINIMUM_FRAME,
    intendedLoad: pps(2000),
    duration: seconds(1),
    ...asked,
  };
  return measurer.measure(trial, new AbortController().signal);
};

const measure = async (...asked: Parameters<typeof outcomeOf>) =>
  figures(await outcomeOf(...asked));

/** A module that reports this many test frames, and one other, at the sink's port. */
const moduleThatSaw = (frames: number, told: SinkTiming[] = []): FrameSink => ({
  start: (timing) => {
    told.push(timing);
    return Promise.resolve();
  },
  stop: () =>
    Promise.resolve({
      ports: [{ interface: 'eth1', frames, foreign: 1, unclassified: 0 }],
      flows: [],
    }),
});

/** Clocks with these two offsets, one after the other. */
const clocksThatAre = (...all: readonly bigint[]): Clocks => {
  const found = all.map((ns): OffsetBounds => ({ atLeast: ns, atMost: ns }));
  const compare = () => Promise.resolve(found.shift() ?? { atLeast: 0n, atMost: 0n });
  return { setting: { kind: 'ping-pong' }, compare };
};

const codes = (validity: Validity): string[] =>
  validity.state === 'valid' ? [] : validity.reasons.map(({ code }) => code);

describe('pktgenMeasurer', () => {
  it('gives five equal counts if nothing is lost', async () => {
    const result = await measure(lossless());
    expect(result.counts).toEqual({
      intended: 2000,
      offered: 2000,
      receivedByDut: 2000,
      forwarded: 2000,
      receivedBySink: 2000,
    });
    expect(result).toMatchObject({ losses: [], unlocated: 0, validity: { state: 'valid' } });
    expect(result.offeredDuration).toBe(1e9);
  });

  it('counts residual wait and pause as settling, not as separate time', async () => {
    const result = await measure(lossless());
    expect(result.timing.settling).toBe(7.1e9);
    // Two readings, 0.1 s apart, follow the residual wait.
    expect(result.timing.waits).toEqual({ residual: 2.1e9, restabilise: 5e9 });
    expect(overhead(result)).toBe(0);
  });

  it.each([
    ['generator', 'eth2', 'generator-2'],
    ['dut', 'eth4', 'dut-4'],
    ['sink', 'eth1', 'sink-1'],
  ] as const)(
    'takes a trial in which the %s lost a link for invalid',
    async (role, device, port) => {
      const lab = lossless();
      for (const each of [lab.generator, lab.dut, lab.sink]) {
        each.files.set(carrierChangesFile(device), 4);
      }
      lab.generator.start = (devices) => {
        lab[role].add(carrierChangesFile(device), 2);
        return lab.send(devices);
      };
      const { validity, counts } = await measure(lab);
      expect(validity).toEqual({
        state: 'invalid',
        reasons: [
          { code: 'link-flapped', detail: `port ${port} lost its carrier, or got it back` },
        ],
      });
      expect(counts.receivedBySink).toBe(2000);
    },
  );

  it('locates losses on the DUT and leaves the trial valid', async () => {
    const lab = lossless();
    lab.generator.start = (devices) => {
      const end = lab.send(devices);
      lab.dut.add(rx('eth1'), -30);
      lab.dut.add(missed('eth1'), 30);
      lab.dut.files.set('/proc/net/softnet_stat', '00000000 00000014 00000000');
      lab.dut.add(tx('eth4'), -55);
      lab.sink.add(rx('eth1'), -55);
      return end;
    };
    const { counts, losses, unlocated, validity } = await measure(lab);
    expect(losses).toEqual([
      { location: 'ingress-nic', frames: 30 },
      { location: 'backlog-queue', frames: 20 },
    ]);
    expect(counts).toMatchObject({ receivedByDut: 1970, forwarded: 1945, receivedBySink: 1945 });
    expect(unlocated).toBe(5);
    expect(validity.state).toBe('valid');
  });

  it("blames the sink's losses on the tester", async () => {
    const lab = lossless();
    lab.generator.start = (devices) => {
      lab.sink.add(missed('eth1'), 7);
      lab.sink.add(rx('eth1'), -7);
      return lab.send(devices);
    };
    const { losses, unlocated, validity } = await measure(lab);
    expect(losses).toEqual([{ location: 'sink-nic', frames: 7 }]);
    expect(unlocated).toBe(0);
    expect(codes(validity)).toEqual(['sink-dropped']);
  });

  it('does not let a generator that is too slow pass for a DUT that loses nothing', async () => {
    const lab = lossless();
    lab.generator.start = (devices) => {
      const end = lab.send(devices);
      for (const device of devices) device.send(device.count, 1_100_000);
      return end;
    };
    expect(codes((await measure(lab)).validity)).toEqual(['generator-fell-behind']);
  });

  it('distinguishes frames that were never sent from lost frames', async () => {
    const lab = lossless();
    lab.generator.start = ([first]) => {
      first?.send(1000, 1_000_000);
      lab.generator.add(tx('eth1'), 1000);
      lab.dut.add(rx('eth1'), 1000);
      lab.dut.add(tx('eth4'), 1000);
      lab.sink.add(rx('eth1'), 1000);
      return { exitCode: 124 };
    };
    const { counts, unlocated, validity } = await measure(lab);
    expect(counts).toMatchObject({ intended: 2000, offered: 1000, receivedBySink: 1000 });
    expect(unlocated).toBe(0);
    expect(codes(validity)).toEqual(['frames-not-offered', 'generator-fell-behind']);
  });

  it("compares pktgen's count with its driver's", async () => {
    const lab = lossless();
    lab.generator.start = (devices) => {
      lab.generator.add(tx('eth2'), 1);
      return lab.send(devices);
    };
    const { validity } = await measure(lab);
    expect(validity).toMatchObject({
      reasons: [
        {
          code: 'generator-error',
          detail: expect.stringMatching(
            /^eth2: pktgen sent 1000 frames, its driver 1001/,
          ) as string,
        },
      ],
    });
  });

  it('reads counters before and after the traffic, never during', async () => {
    const lab = lossless();
    let readings = 0;
    lab.generator.start = (devices) => {
      readings = lab.sink.commands.length;
      return lab.send(devices);
    };
    await measure(lab);
    expect(readings).toBe(1);
    expect(lab.sink.commands).toHaveLength(3);
  });

  it("uses the module's counts if the sink has one, and keeps those of the NICs", async () => {
    const machines = lossless();
    machines.sink.add(rx('eth1'), 0);
    const { counts, sink, validity } = await measure(machines, { frameSink: moduleThatSaw(2000) });
    expect(counts.receivedBySink).toBe(2000);
    expect(sink).toMatchObject({ nic: 2000, module: { frames: 2000, foreign: 1 } });
    expect(validity.state).toBe('valid');
  });

  it('lets the ports that will receive send learning frames first, and counts none of them', async () => {
    const machines = lossless();
    const { generator, dut, sink } = machines;
    const order: string[] = [];
    sink.start = (devices) => {
      for (const device of devices) {
        order.push(`${device.name} of the sink sends ${device.count}`);
        device.send(device.count, 100_000);
        sink.add(tx(device.name), device.count);
        dut.add(rx('eth4'), device.count);
        generator.add(rx('eth1'), device.count);
      }
      return { exitCode: 0 };
    };
    generator.start = (devices) => {
      order.push('the generator sends');
      return machines.send(devices);
    };
    const { learning: streams } = network({ ingress: 2 });
    const learning = { frames: 10, wait: seconds(2), streams };
    const result = await measure(machines, { learning });
    expect(order).toEqual(['eth1 of the sink sends 10', 'the generator sends']);
    expect(result.counts).toMatchObject({ offered: 2000, receivedByDut: 2000, forwarded: 2000 });
    expect(result).toMatchObject({ unlocated: 0, validity: { state: 'valid' } });
    expect(result.timing.settling).toBe(9.1e9);
    expect(result.timing.waits?.learning).toBe(2e9);
    expect(overhead(result)).toBe(0);
  });

  it('counts no broadcast frame as a test frame', async () => {
    const machines = lossless();
    const { generator, dut, sink } = machines;
    generator.start = (devices) => {
      for (const device of devices) {
        device.send(device.count, 1_000_000);
        const port = device.name.replace('@1', '');
        generator.add(tx(port), device.count);
        dut.add(rx(port), device.count);
        if (port !== device.name) continue;
        dut.add(tx('eth4'), device.count);
        sink.add(rx('eth1'), device.count);
      }
      return { exitCode: 0 };
    };
    const result = await measure(machines, { broadcast: true });
    expect(generator.files.get(tx('eth1'))).toBe(1010);
    expect(result.counts).toEqual({
      intended: 2000,
      offered: 2000,
      receivedByDut: 2000,
      forwarded: 2000,
      receivedBySink: 2000,
    });
    expect(result).toMatchObject({ unlocated: 0, validity: { state: 'valid' } });
  });

  it('attributes losses to broadcast frames if more were lost than test frames are missing', async () => {
    const machines = lossless();
    const { generator, dut, sink } = machines;
    generator.start = (devices) => {
      for (const device of devices) {
        device.send(device.count, 1_000_000);
        generator.add(tx(device.name.replace('@1', '')), device.count);
      }
      // Of 2000 and 20 frames the rings took all but 8, of which 5 were test frames.
      dut.add(rx('eth1'), 2012);
      dut.add(missed('eth1'), 8);
      dut.add(tx('eth4'), 1995);
      sink.add(rx('eth1'), 1995);
      return { exitCode: 0 };
    };
    const { counts, losses, unlocated, modifying } = await measure(machines, { broadcast: true });
    expect(modifying).toEqual({ broadcast: 20 });
    expect(counts).toMatchObject({ receivedByDut: 1995, forwarded: 1995, receivedBySink: 1995 });
    expect(losses).toEqual([{ location: 'ingress-nic', frames: 5 }]);
    expect(unlocated).toBe(0);
  });

  it("runs a modifier's task while frames flow", async () => {
    const turns: number[] = [];
    const { modifying } = await measure(lossless(), {
      everySecond: (turn) => {
        turns.push(turn);
        return Promise.resolve();
      },
    });
    expect(turns[0]).toBe(0);
    expect(modifying).toEqual({ everySecond: turns.length });
  });

  it('counts both ways if frames go both ways', async () => {
    const machines = lossless();
    const { generator, dut, sink } = machines;
    generator.start = ([device]) => {
      device?.send(1000, 1_000_000);
      generator.add(tx('eth1'), 1000);
      dut.add(rx('eth1'), 1000);
      dut.add(tx('eth4'), 990);
      dut.files.set('/proc/net/softnet_stat', '00000000 0000000a 00000000');
      sink.add(rx('eth1'), 990);
      return { exitCode: 0 };
    };
    sink.start = ([device]) => {
      device?.send(1000, 1_000_000);
      sink.add(tx('eth1'), 1000);
      dut.add(rx('eth4'), 1000);
      dut.add(tx('eth1'), 1000);
      generator.add(rx('eth1'), 1000);
      return { exitCode: 0 };
    };
    const { counts, losses, unlocated, validity } = await measure(machines, {
      network: network({ traffic: { direction: 'bidirectional' } }),
    });
    expect(counts).toEqual({
      intended: 2000,
      offered: 2000,
      receivedByDut: 2000,
      forwarded: 1990,
      receivedBySink: 1990,
    });
    expect(losses).toEqual([{ location: 'backlog-queue', frames: 10 }]);
    expect(unlocated).toBe(0);
    expect(validity.state).toBe('valid');
  });

  it('is invalid if the module and the NICs cannot both be right', async () => {
    const { validity } = await measure(lossless(), { frameSink: moduleThatSaw(1990) });
    expect(codes(validity)).toEqual(['sink-counters-disagree']);
  });

  it('has the module tag a frame, and reports that it did not arrive', async () => {
    const told: SinkTiming[] = [];
    const setting = { frameSink: moduleThatSaw(2000, told), clocks: clocksThatAre(7n, 7n) };
    const { latency } = await measure(lossless(), setting, { tagAfter: milliseconds(500) });
    expect(told).toEqual([{ tag: 501, offset: 7n, stamps: 'handler' }]);
    expect(latency).toEqual({
      state: 'measured',
      clocks: { kind: 'ping-pong', bound: 0 },
      span: {
        stampedBy: 'handler',
        serialization: {
          state: 'none',
          reason: expect.stringContaining('virtual ports') as string,
        },
      },
      tagged: null,
    });
  });

  it('rejects a trial with a tagged frame if its clocks were set, but not one that only counts', async () => {
    const setting = () => ({
      frameSink: moduleThatSaw(2000),
      clocks: clocksThatAre(0n, 10n ** 12n),
    });
    const tagged = await measure(lossless(), setting(), { tagAfter: milliseconds(500) });
    expect(codes(tagged.validity)).toEqual(['clock-error']);
    const counting = await measure(lossless(), setting());
    expect(counting.validity.state).toBe('valid');
    expect(counting.latency?.state).toBe('unusable');
  });

  it('does not time clones', async () => {
    const told: SinkTiming[] = [];
    const setting = { frameSink: moduleThatSaw(2000, told), clocks: clocksThatAre(7n) };
    const result = await measure(lossless(), { ...setting, cloneSkb: 8 });
    expect(told).toEqual([{ tag: 0, offset: 0n, stamps: 'handler' }]);
    expect(result).not.toHaveProperty('latency');
  });
});

describe('pktgenMeasurer with two routers on one ingress port', () => {
  const routers = network({
    routers: { count: 2 },
    stack: { place: 'namespaces', mac: 'own' },
    perRouter: [
      { router: 0, share: 1 },
      { router: 1, share: 3 },
    ],
  });
  const [first, second] = routers.streams;
  if (first === undefined || second === undefined) throw new Error('there are two streams');

  /** Of the frames sent in each stream, all but `lost` pass the routers. */
  const sending = (lost: readonly [number, number], sent?: readonly [number, number]) => {
    const machines = lossless();
    const { generator, dut, sink } = machines;
    generator.start = (devices) => {
      for (const [index, device] of devices.entries()) {
        const frames = sent?.[index] ?? device.count;
        const through = frames - (lost[index] ?? 0);
        device.send(frames, 1_000_000);
        generator.add(tx('eth1'), frames);
        dut.add(rx('eth1'), frames);
        dut.add(rx(`vr${index}-p0`), frames);
        dut.add(tx(`vr${index}-p1`), through);
        dut.add(tx('eth4'), through);
        sink.add(rx('eth1'), through);
      }
      return { exitCode: 0 };
    };
    return machines;
  };
  const moduleThatSawEach = (frames: readonly [number, number]): FrameSink => ({
    start: () => Promise.resolve(),
    stop: () =>
      Promise.resolve({
        ports: [{ interface: 'eth1', frames: frames[0] + frames[1], foreign: 0, unclassified: 0 }],
        flows: [
          sinkFlow({ source: first.source, frames: frames[0] }),
          sinkFlow({ source: second.source, frames: frames[1] }),
        ],
      }),
  });

  it('offers each its share, and counts each on its path', async () => {
    const frameSink = moduleThatSawEach([490, 1_480]);
    const result = await measure(sending([10, 20]), { network: routers, frameSink });
    expect(result.request.streams).toEqual([
      { stream: 'r0:generator-1>sink-1', intendedLoad: 500 },
      { stream: 'r1:generator-1>sink-1', intendedLoad: 1_500 },
    ]);
    const counts = (intended: number, through: number) => ({
      ...{ intended, offered: intended, receivedByDut: intended },
      ...{ forwarded: through, receivedBySink: through },
    });
    expect(result.streams).toEqual([
      {
        ...{ stream: 'r0:generator-1>sink-1', router: 0, entry: 'dut-1', exit: 'dut-4' },
        counts: counts(500, 490),
      },
      {
        ...{ stream: 'r1:generator-1>sink-1', router: 1, entry: 'dut-1', exit: 'dut-4' },
        counts: counts(1_500, 1_480),
      },
    ]);
    expect(result.counts).toEqual(counts(2_000, 1_970));
    expect(result).toMatchObject({ unlocated: 30, validity: { state: 'valid' } });
  });

  it('names the stream that was offered too little', async () => {
    const { validity, streams } = await measure(sending([0, 0], [400, 1_600]), {
      network: routers,
    });
    expect(streams?.map((each) => each.counts.offered)).toEqual([400, 1_600]);
    expect(validity).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'frames-not-offered',
          detail:
            'the generator sent 2000 of 2000 frames: 400 of 500 of stream r0:generator-1>sink-1',
        },
      ],
    });
  });

  it('names the stream of which more arrived than was offered', async () => {
    const frameSink = moduleThatSawEach([600, 1_400]);
    const { validity } = await measure(sending([0, 0]), { network: routers, frameSink });
    expect(validity).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'sink-counters-disagree',
          detail:
            "stream r0:generator-1>sink-1: the sink's frame_sink received 600 frames, of 500 offered",
        },
      ],
    });
  });

  it("compares a port's driver with all of the port's devices", async () => {
    const machines = sending([0, 0]);
    const { start } = machines.generator;
    machines.generator.start = (devices) => {
      machines.generator.add(tx('eth1'), 2);
      return start(devices);
    };
    expect((await measure(machines, { network: routers })).validity).toMatchObject({
      reasons: [
        {
          detail: expect.stringMatching(
            /^eth1: pktgen sent 2000 frames, its driver 2002/,
          ) as string,
        },
      ],
    });
  });

  it('names the kind of reset that it has no handler for', async () => {
    const reset = { kind: 'interface', after: milliseconds(1) } as const;
    const machines = sending([0, 0]);
    const measured = measure(machines, { network: routers }, { reset });
    await expect(measured).rejects.toThrow("no reset handler for 'interface'");
  });

  it('watches processors while frames are sent, and archives what they did', async () => {
    const site = lossless();
    const machines = [{ machine: 'dut', steal: 0, softirq: 0.5, throttled: null }];
    const sent: (string | number | undefined)[] = [];
    const result = await measure(site, {
      watch: async (work) => {
        sent.push(site.generator.files.get(tx('eth1')));
        const done = await work();
        sent.push(site.generator.files.get(tx('eth1')));
        return { result: done, found: { machines } };
      },
    });
    expect(sent).toEqual([undefined, 1000]);
    expect(result.processors).toEqual({ machines });
    expect(result.validity).toEqual({ state: 'valid' });
  });

  it('has no figures if a counter was reset or is gone, and names it with both readings', async () => {
    const machines = lossless();
    machines.dut.files.set(`/sys/class/net/eth1/statistics/rx_packets`, 70_000);
    machines.generator.start = (devices) => {
      const ended = machines.send(devices);
      machines.dut.files.set(`/sys/class/net/eth1/statistics/rx_packets`, 12);
      machines.dut.files.set(`/sys/class/net/eth4/statistics/tx_packets`, '');
      return ended;
    };
    const { counts, validity } = await outcomeOf(machines);
    expect(counts).toBeNull();
    expect(validity).toMatchObject({
      state: 'invalid',
      reasons: [
        { detail: 'rx_packets of eth1 on dut: it went back from 70000 to 12' },
        { detail: 'tx_packets of eth4 on dut: 0, then missing' },
      ],
    });
  });

  it('is invalid if more was located than offered', async () => {
    const machines = lossless();
    machines.generator.start = (devices) => {
      const ended = machines.send(devices);
      machines.dut.files.set('/proc/net/softnet_stat', '00000000 00000005 00000000');
      return ended;
    };
    const result = await measure(machines);
    expect(result.unlocated).toBe(-5);
    expect(codes(result.validity)).toEqual(['counters-not-comparable']);
  });

  it('is invalid if the controller was stopped while frames were sent', async () => {
    const result = await measure(lossless(), {
      standstill: async (work) => ({ result: await work(), found: seconds(30) }),
    });
    expect(codes(result.validity)).toEqual(['controller-suspended']);
  });
});
