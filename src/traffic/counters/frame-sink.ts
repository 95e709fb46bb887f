import { readSink, sendSinkCommands, type SinkCommand } from '../../modules/frame-sink/control.js';
import { parseSinkReport, type SinkReport } from '../../modules/frame-sink/report.js';
import { inNamespace } from '../../model/command.js';
import { sum } from '../../model/sum.js';
import { settleAll } from '../../model/settle-all.js';
import type { InvalidReason, SinkArrivals, SinkCounts } from '../../model/trial.js';
import type { RoleNetwork } from '../../host/role-network.js';

/** How the module takes times. */
export interface SinkTiming {
  /** The number of the frame whose times are kept; 0 for none. */
  readonly tag: number;
  /** Added to every latency, in ns: how far the generator's clock is ahead. */
  readonly offset: bigint;
}

/** Nobody asks for times. */
export const UNTIMED: SinkTiming = { tag: 0, offset: 0n };

/** The sink's kernel module, whose ports have been added. */
export interface FrameSink {
  /** Forgets what it counted, and begins. */
  readonly start: (timing: SinkTiming, signal?: AbortSignal) => Promise<void>;
  /** Stops, and says what came since it was started. */
  readonly stop: (signal?: AbortSignal) => Promise<SinkReport>;
}

/** The module on the machine that plays the sink. */
export const frameSinkOn = ({
  host,
  namespace,
}: Pick<RoleNetwork, 'host' | 'namespace'>): FrameSink => {
  const tell = async (
    commands: readonly SinkCommand[],
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    await host.run(inNamespace(namespace, sendSinkCommands(commands)), { signal });
  };
  return {
    // It may still run for a trial that was broken off.
    start: ({ tag, offset }, signal) =>
      tell(['stop', `tag ${tag}`, `offset_ns ${offset}`, 'start'], signal),
    stop: async (signal) => {
      await tell(['stop'], signal);
      const { stdout } = await host.run(inNamespace(namespace, readSink), { signal });
      return parseSinkReport(stdout, host.name);
    },
  };
};

/** The modules at several ends as one; two roles in one network namespace share theirs. */
export const frameSinksOn = (
  networks: readonly Pick<RoleNetwork, 'host' | 'namespace'>[],
): FrameSink => {
  const places = networks.filter(
    ({ host, namespace }, index) =>
      networks.findIndex((each) => each.host === host && each.namespace === namespace) === index,
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

/** Frames of one source that came in on several CPUs: nobody saw their order. */
const scattered = (flows: SinkReport['flows']): boolean =>
  new Set(flows.map(({ port, source }) => `${port} ${source}`)).size < flows.length;

/**
 * All that came, over ports and flows. A flow is all that one port sent, whatever its destinations;
 * a sink's NIC may spread those over CPUs.
 * @param numbered whether every frame has a sequence number of its own: pktgen's clones do not
 */
export const arrivalsOf = ({ ports, flows }: SinkReport, numbered: boolean): SinkArrivals => ({
  frames: sum(ports.map(({ frames, unclassified }) => frames + unclassified)),
  foreign: sum(ports.map(({ foreign }) => foreign)),
  ...(numbered &&
    !scattered(flows) && {
      order: {
        lost: sum(flows.map(({ lost }) => lost)),
        duplicates: sum(flows.map(({ duplicates }) => duplicates)),
        reordered: sum(flows.map(({ reordered }) => reordered)),
        unknown: sum(flows.map(({ unknown }) => unknown)),
      },
    }),
});

/**
 * Whether the NIC and the module can both be right. The module runs before the NIC is first read
 * and until after it is last read: it sees every test frame that the NIC counts, and may see more
 * foreign ones.
 */
export const sinkDisagreement = ({ nic, module }: SinkCounts): readonly InvalidReason[] =>
  module.frames <= nic && nic <= module.frames + module.foreign
    ? []
    : [
        {
          code: 'sink-witnesses-disagree',
          detail:
            `the sink's NICs received ${nic} frames (rx_packets), ` +
            `its frame_sink ${module.frames} test frames and ${module.foreign} others`,
        },
      ];
