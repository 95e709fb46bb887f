import { streamId } from '../../src/model/network/stream.js';
import { nanoseconds, pps } from '../../src/model/units.js';
import type { RoleSetup, RunRecord, TrialRecord } from '../../src/results/schema.js';
import { bytes } from '../../src/model/units.js';
import { withoutFigures, type TrialResult } from '../../src/model/trial.js';
import type { MeasuredRecord } from '../measured.js';

const machine = (name: string): RoleSetup => ({
  machine: name,
  kernelRelease: '6.1.0-56-cloud-amd64',
  cpuModel: 'QEMU TCG CPU version 2.5+',
  cpus: 1,
  hypervisor: true,
  memory: 515_000_000,
  mitigations: { meltdown: 'Mitigation: PTI' },
  ports: [
    {
      name: `${name}-in`,
      interface: 'eth1',
      mac: '02:76:72:01:00:00',
      driver: 'virtio_net',
      firmware: null,
      offloads: { 'generic-receive-offload': true },
    },
  ],
});

/** A complete run of two data planes, as written by the session. */
export const runRecord: RunRecord = {
  schemaVersion: 3,
  runId: '20260131T101500Z-quickstart',
  started: '2026-01-31T10:15:00.000Z',
  ended: '2026-01-31T10:17:30.123Z',
  state: { state: 'complete' },
  vrbench: { version: '0.1.0', commit: null },
  testbed: 'virtual-lab',
  playbook: 'quickstart',
  environment: { kind: 'emulated', accelerator: 'tcg', hostCores: 2 },
  controller: {
    kernelRelease: '6.8.0',
    cpuModel: 'Intel(R) Xeon(R) Processor',
    cpus: 2,
    node: '20.20.2',
  },
  setup: {
    roles: { generator: machine('generator'), dut: machine('dut'), sink: machine('sink') },
    modules: [
      {
        name: 'napi_macvlan',
        srcversion: '533BB7E5866E52F63B9ACCB',
        kernelRelease: '6.1.0-56-cloud-amd64',
        patchSha256: 'ab'.repeat(32),
      },
    ],
  },
  results: [
    {
      dataPlane: 'softnet-macvlan',
      frameSize: bytes(64),
      procedure: 0,
      result: {
        test: 'load-sweep',
        loads: [
          {
            intendedLoad: pps(10_000),
            trials: [1, 2, 3],
            validTrials: 3,
            figures: {
              medianTrial: 2,
              offeredLoad: pps(10_000),
              forwardingRate: pps(9_000),
              lossRatio: 0.1,
              leastForwardingRate: pps(8_900),
              greatestForwardingRate: pps(9_100),
            },
          },
          { intendedLoad: pps(20_000), trials: [4, 5], validTrials: 0, figures: null },
        ],
      },
    },
    {
      dataPlane: 'napi-macvlan',
      frameSize: bytes(64),
      procedure: 1,
      result: {
        test: 'throughput',
        outcome: {
          state: 'found',
          lower: { load: pps(15_000), offeredLoad: pps(14_987.5), trial: 6 },
          upper: { reason: 'loss', load: pps(15_250), trial: 7 },
        },
      },
    },
  ],
  overhead: {
    medianPerTrial: nanoseconds(41_000_000),
    total: nanoseconds(300_000_000),
    peakResidentBytes: bytes(93_000_000),
  },
  conformance: [
    {
      document: 'RFC 2544',
      requirement: 'at least 5 s for the DUT to restabilise',
      section: '23',
      level: 'described',
      state: 'met',
      evidence: { trials: [[1, 7]], facts: [] },
    },
    {
      document: 'RFC 2544',
      requirement: 'trials of at least 60 s',
      section: '24',
      level: 'SHOULD',
      state: 'deviates',
      value: '1 s',
    },
    {
      document: 'RFC 2544',
      requirement: 'an overload of at least 60 s',
      section: '26.5',
      level: 'described',
      state: 'not-applicable',
    },
  ],
};

/** Counts of frames that all reached the DUT, and all forwarded ones the sink. */
export const countsOf = <Received extends number | null>(offered: number, received: Received) => ({
  intended: offered,
  offered,
  receivedByDut: offered,
  forwarded: received,
  receivedBySink: received,
});

/** The counts of a stream through a router with its own pair of ports; null if unknown. */
export const streamResult = <Received extends number | null>(
  router: number,
  offered: number,
  received: Received,
) => ({
  stream: streamId(`r${router}:gen${router}>sink${router}`),
  router,
  entry: `dut${router}`,
  exit: `dut${router + 2}`,
  counts: countsOf(offered, received),
});

/** A trial of one second in which the backlog queue and the ingress NIC lost the rest. */
export const trialRecord = (
  sequence: number,
  [offered, received]: readonly [number, number],
  change: Partial<TrialResult> = {},
): MeasuredRecord => ({
  sequence,
  started: '2026-01-31T10:15:58.000Z',
  ended: '2026-01-31T10:16:00.000Z',
  dataPlane: 'softnet-macvlan',
  procedure: 0,
  test: 'load-sweep',
  result: {
    request: {
      frameSize: bytes(64),
      intendedLoad: pps(offered),
      duration: nanoseconds(1e9),
    },
    counts: countsOf(offered, received),
    offeredDuration: nanoseconds(1e9),
    losses: offered === received ? [] : [{ location: 'backlog-queue', frames: offered - received }],
    unlocated: 0,
    validity: { state: 'valid' },
    timing: {
      wall: nanoseconds(1_540_000_000),
      traffic: nanoseconds(1e9),
      settling: nanoseconds(500_000_000),
    },
    ...change,
  },
});

/** A trial that was aborted because the connection to a machine was lost. */
export const brokenRecord = (sequence: number): TrialRecord => {
  const { result, ...rest } = trialRecord(sequence, [1, 1]);
  const reason = { code: 'connection-lost', detail: 'dut: the connection was lost' } as const;
  return { ...rest, result: withoutFigures(result.request, [reason], nanoseconds(3e9)) };
};
