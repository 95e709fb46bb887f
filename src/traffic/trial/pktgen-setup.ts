import type { Logger } from 'pino';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Clock } from '../../host/clock.js';
import type { RoleNetwork } from '../../host/role-network.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { RingOverflow } from '../../model/counter.js';
import type { Network } from '../../model/network/network.js';
import type { FrameSink } from '../counters/frame-sink.js';
import type { PauseFrames } from '../counters/pause-frames.js';
import type { EverySecond } from '../events/every-second.js';
import type { Resets } from '../events/resets.js';
import type { Watch } from '../../model/concurrency/watch.js';
import type { DropReasons, TrialProcessors } from '../../model/trial.js';
import type { Nanoseconds } from '../../model/units.js';
import type { Clocks } from '../latency/clocks.js';
import type { TrialSetting } from '../../config/playbook.js';
import type { Learning } from './learning.js';

/** The setup of trials on a testbed and its data plane. */
export interface PktgenMeasurerSetup {
  readonly networks: Readonly<Record<RoleName, RoleNetwork>>;
  readonly network: Network;
  /** Frames go directly from generator to sink: no counter of a DUT is read. */
  readonly withoutDut?: boolean | undefined;
  /** The places where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** Whether broadcast frames are sent along with the test frames. */
  readonly broadcast?: boolean | undefined;
  /** A task that acts on the DUT while test frames flow. */
  readonly everySecond?: EverySecond | undefined;
  /** Absent if there are no learning frames. */
  readonly learning?: Learning | undefined;
  readonly phases: TrialSetting;
  /** The module at every receiver; without it only NICs count. */
  readonly frameSink?: FrameSink | undefined;
  /** With the module: the clocks of timestamps. Without them there are no latencies. */
  readonly clocks?: Clocks | undefined;
  /** Absent if processors are not watched. */
  readonly watch?: Watch<TrialProcessors> | undefined;
  /** For how long this computer was stopped; absent if that is not watched. */
  readonly standstill?: Watch<Nanoseconds> | undefined;
  /** Traces what the DUT's kernel drops, in trials that ask for it; absent if that is not possible. */
  readonly diagnosis?: Watch<DropReasons> | undefined;
  /** Ways to reset the DUT; absent if no trial does. */
  readonly resets?: Resets | undefined;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Default 0. More is faster, but then sequence numbers and timestamps repeat. */
  readonly cloneSkb?: number | undefined;
  /** How many threads of pktgen send from each port; default 1. */
  readonly threadsPerPort?: number | undefined;
  /** The text of this computer's /proc/net/udp; read only for emulated wires. */
  readonly readUdpSockets?: (() => Promise<string>) | undefined;
  /** Absent if no port can have pause frames. */
  readonly pauseFrames?: PauseFrames | undefined;
  readonly clock?: Clock | undefined;
}
