import type { Logger } from 'pino';
import type { Playbook } from '../config/playbook.js';
import type { Testbed } from '../config/testbed/testbed.js';
import type { Modifier } from '../model/modifier.js';
import { receiversOf } from '../model/network/stream.js';
import type { Network } from '../model/network/network.js';
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
  readonly network: Network;
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
  { machines, network, dataPlane, modifier, counting, resets }: TrialPlace,
  { testbed, playbook, log }: TrialOrder,
): Measurer => {
  const { roles, ringOverflow } = testbed;
  const { traffic } = playbook;
  const placeOf = (role: keyof typeof roles) => {
    const { namespace, cpus } = roles[role];
    return {
      host: machines.byRole[role],
      ...(namespace === undefined ? {} : { namespace }),
      ...(cpus === undefined ? {} : { cpus }),
    };
  };
  const receivers = receiversOf(traffic).map(placeOf);
  const clocks = clocksOf(machines.byRole, testbed.clocks, systemClock);
  // Of frames that come back, two clocks are apart the other way round.
  const comparable = receivers.length === 1 || clocks.setting.kind === 'one-clock';
  const learning: Learning = {
    frames: playbook.trial.learning,
    wait: playbook.trial.learningWait,
    streams: network.learning,
  };
  return pktgenMeasurer({
    networks: { generator: placeOf('generator'), dut: placeOf('dut'), sink: placeOf('sink') },
    ...(counting.by === 'frame-sink' && {
      frameSink: frameSinksOn(receivers),
      ...(comparable && { clocks }),
    }),
    resets,
    network,
    ...modifyingTrials(modifier, machines.byRole.dut, network),
    ...(playbook.trial.learning > 0 && { learning }),
    checkpoints: dataPlane.checkpoints(network),
    ringOverflow,
    phases: playbook.trial,
    cloneSkb: playbook.trial.cloneSkb,
    log,
  });
};
