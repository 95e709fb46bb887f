import type { Logger } from 'pino';
import type { Playbook } from '../config/playbook.js';
import type { Testbed } from '../config/testbed.js';
import type { Modifier } from '../model/modifier.js';
import { learningStreams, receiversOf, streamsOf, type Stream } from '../model/stream.js';
import type { Topology } from '../model/topology.js';
import type { DataPlane } from '../provision/dataplane/data-plane.js';
import type { Measurer } from '../rfc2544/measurer.js';
import { systemClock } from '../host/clock.js';
import { clocksOf } from '../traffic/latency/clocks.js';
import { frameSinksOn } from '../traffic/counters/frame-sink.js';
import type { Learning } from '../traffic/flows/learning.js';
import { pktgenMeasurer } from '../traffic/pktgen-measurer.js';
import type { Resets } from '../traffic/events/resets.js';
import type { Machines } from './machines.js';
import { modifyingTrials } from './modifying.js';
import type { SinkCounting } from './sink-counting.js';

/** Where trials take place: machines that have been set up for a data plane. */
export interface TrialPlace {
  readonly machines: Pick<Machines, 'byRole'>;
  readonly topology: Topology;
  readonly dataPlane: DataPlane;
  readonly modifier: Modifier;
  readonly counting: SinkCounting;
  readonly resets: Resets;
}

/** What is asked for there. */
export interface TrialOrder {
  readonly testbed: Testbed;
  readonly playbook: Playbook;
  readonly log: Logger;
}

/** Trials on the machines of a testbed, as a playbook wants them. */
export const machineMeasurer = (
  { machines, topology, dataPlane, modifier, counting, resets }: TrialPlace,
  { testbed, playbook, log }: TrialOrder,
): Measurer => {
  const { roles, ringOverflow } = testbed;
  const { traffic } = playbook;
  const network = (role: keyof typeof roles) => {
    const { namespace, cpus } = roles[role];
    return {
      host: machines.byRole[role],
      ...(namespace === undefined ? {} : { namespace }),
      ...(cpus === undefined ? {} : { cpus }),
    };
  };
  const receivers = receiversOf(traffic).map(network);
  const clocks = clocksOf(machines.byRole, testbed.clocks, systemClock);
  // Of frames that come back, two clocks are apart the other way round.
  const comparable = receivers.length === 1 || clocks.setting.kind === 'one-clock';
  const addressesFor = (streams: readonly Stream[]) =>
    streams.map(({ entry }) => dataPlane.destination(topology, entry));
  const toLearn = learningStreams(topology, traffic);
  const learning: Learning = {
    frames: playbook.trial.learning,
    wait: playbook.trial.learningWait,
    streams: toLearn,
    destinations: addressesFor(toLearn),
  };
  return pktgenMeasurer({
    networks: { generator: network('generator'), dut: network('dut'), sink: network('sink') },
    ...(counting.by === 'frame-sink' && {
      frameSink: frameSinksOn(receivers),
      ...(comparable && { clocks }),
    }),
    resets,
    topology,
    traffic,
    destinations: addressesFor(streamsOf(topology, traffic)),
    ...modifyingTrials(modifier, machines.byRole.dut, dataPlane, topology, traffic),
    ...(playbook.trial.learning > 0 && { learning }),
    checkpoints: dataPlane.checkpoints(topology, traffic),
    ringOverflow,
    phases: playbook.trial,
    cloneSkb: playbook.trial.cloneSkb,
    log,
  });
};
