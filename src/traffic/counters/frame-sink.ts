import {
  readSink,
  sendSinkCommands,
  SINK_FLOWS,
  type SinkCommand,
  type SinkStamps,
} from '../../modules/frame-sink/control.js';
import { parseSinkReport, type SinkReport } from '../../modules/frame-sink/report.js';
import { Failure } from '../../model/failure.js';
import { groupBy } from '../../model/group-by.js';
import type { Stream } from '../../model/network/stream.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import type { TrialRequest } from '../../model/trial.js';
import { sameNetwork, type RoleNetwork } from '../../host/role-network.js';

/** The module's settings for timestamps. */
export interface SinkTiming {
  /** The number of the frame whose times are kept; 0 for none. */
  readonly tag: number;
  /** Added to every latency, in ns: how far the generator's clock is ahead. */
  readonly offset: bigint;
  /** The clock of arrival times, if frames have its timestamp. */
  readonly stamps: SinkStamps;
}

/** No timestamps are compared, and no frame is tagged. */
export const UNTIMED: SinkTiming = { tag: 0, offset: 0n, stamps: 'handler' };

/** The sink's kernel module, whose ports have been added. */
export interface FrameSink {
  /** Resets its counts to 0 and starts it. */
  readonly start: (timing: SinkTiming, signal?: AbortSignal) => Promise<void>;
  /** Stops it and returns the counts since the start. */
  readonly stop: (signal?: AbortSignal) => Promise<SinkReport>;
}

/** The module on the machine that plays the sink. */
const frameSinkOn = ({ host }: Pick<RoleNetwork, 'host'>): FrameSink => {
  const send = async (
    commands: readonly SinkCommand[],
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    await host.run(sendSinkCommands(commands), { signal });
  };
  return {
    // It may still be running from an aborted trial.
    start: ({ tag, offset, stamps }, signal) =>
      send(['stop', `stamps ${stamps}`, `tag ${tag}`, `offset_ns ${offset}`, 'start'], signal),
    stop: async (signal) => {
      await send(['stop'], signal);
      const { stdout } = await host.run(readSink, { signal });
      return parseSinkReport(stdout, host.name);
    },
  };
};

/** The modules at several receivers as one; two roles in one network namespace share one. */
export const frameSinksOn = (networks: readonly RoleNetwork[]): FrameSink => {
  const places = networks.filter(
    (network, index) => networks.findIndex((each) => sameNetwork(each, network)) === index,
  );
  const sinks = places.map(frameSinkOn);
  return {
    start: async (timing, signal) => {
      await settleAll(sinks.map((sink) => sink.start(timing, signal)));
    },
    stop: async (signal) => {
      const reports = await settleAll(sinks.map((sink) => sink.stop(signal)));
      return {
        ports: reports.flatMap(({ ports }) => ports),
        flows: reports.flatMap(({ flows }) => flows),
      };
    },
  };
};

/**
 * Rejects a trial whose frames or losses are to be timed if more streams arrive at a port than the
 * module can distinguish.
 * @throws Failure
 */
export const checkSinkFlows = (
  { tagAfter, secondLoad, reset }: TrialRequest,
  streams: readonly Stream[],
): void => {
  if (tagAfter === undefined && secondLoad === undefined && reset === undefined) return;
  for (const [port, own] of groupBy(streams, ({ exit }) => exit.peer.name)) {
    if (own.length <= SINK_FLOWS) continue;
    throw new Failure({
      attempted: `timestamping ${own.length} streams that arrive at port ${port}`,
      got: `the module frame_sink distinguishes ${SINK_FLOWS}`,
      remedy: 'send to fewer routers or interfaces in tests of latency, recovery and reset',
    });
  }
};
