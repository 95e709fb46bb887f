import type { Logger } from 'pino';
import type { Playbook } from '../../../config/playbook.js';
import { sendsBySource } from '../../../config/testbed/sending.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Modifier } from '../../../model/modifier.js';
import type { Watch } from '../../../model/concurrency/watch.js';
import type { DropReasons } from '../../../model/trial.js';
import { receiversOf } from '../../../model/network/stream.js';
import { networkInTurn, type Network } from '../../../model/network/network.js';
import type { NetworkFor } from '../../plan/blueprint.js';
import type { DataPlane } from '../../../provision/dataplane/data-plane.js';
import type { Measurer } from '../../../rfc2544/measurer.js';
import { systemClock } from '../../../host/clock.js';
import { clocksOf } from '../../../traffic/latency/clocks.js';
import { pauseFramesOn } from '../../../traffic/counters/pause-frames.js';
import { frameSinksOn } from '../../../traffic/counters/frame-sink.js';
import { roleNetwork } from '../../../host/role-network.js';
import { standstillWatch } from '../../../traffic/processors/standstill.js';
import { pktgenMeasurer } from '../../../traffic/trial/pktgen-measurer.js';
import { sourceMeasurer } from '../../../traffic/trial/source-measurer.js';
import { softnicSpeed } from '../../../provision/softnic-steps.js';
import type { Resets } from '../../../traffic/events/resets.js';
import type { Machines } from './connect.js';
import { repairedTrials, type Repairs } from './repair/repaired-trials.js';
import { retryStarved } from './processors/retry-starved.js';
import type { ProcessorSupply } from './processors/supply.js';
import { modifyingTrials } from './modifying.js';
import type { SinkCounting } from './sink-counting.js';
import { trialSettingOf } from '../../../rfc2544/tests/tolerance.js';

/** The machines of trials, set up for a data plane. */
export interface TrialPlace {
  readonly machines: Pick<Machines, 'byRole'>;
  readonly network: Network;
  /** The network with the routers' loads at a frame size; undefined if they do not depend on it. */
  readonly networkFor?: NetworkFor | undefined;
  readonly dataPlane: DataPlane;
  readonly modifier: Modifier;
  readonly counting: SinkCounting;
  readonly resets: Resets;
  readonly supply: ProcessorSupply;
  readonly repairs: Repairs;
  readonly diagnosis: Watch<DropReasons>;
}

/** What to measure, and on which testbed. */
export interface TrialOrder {
  readonly testbed: Testbed;
  readonly playbook: Playbook;
  readonly announce: (text: string) => void;
  readonly log: Logger;
}

/** Runs the trials of a playbook on the machines of a testbed. */
export const machineMeasurer = (
  place: TrialPlace,
  { testbed, playbook, announce, log }: TrialOrder,
): Measurer => {
  const { machines, network, networkFor, dataPlane, modifier, counting, resets, supply, repairs } =
    place;
  const { roles, ringOverflow } = testbed;
  const { traffic } = playbook;
  const networkAt = (role: keyof typeof roles) => roleNetwork(machines.byRole[role], roles[role]);
  const receivers = receiversOf(traffic).map(networkAt);
  const clocks = clocksOf(machines.byRole, testbed.clocks, systemClock);
  // For frames in the opposite direction the clock offset has the opposite sign.
  const comparable = receivers.length === 1 || clocks.setting.kind === 'one-clock';
  const { learning: frames, learningWait: wait } = playbook.trial;
  const byModule = counting.by === 'frame-sink';
  const anySender = {
    networks: { generator: networkAt('generator'), dut: networkAt('dut'), sink: networkAt('sink') },
    watch: supply.watch,
    standstill: standstillWatch(),
    phases: trialSettingOf(playbook),
  };
  const byPktgen = {
    ...anySender,
    frameSink: byModule ? frameSinksOn(receivers) : undefined,
    clocks: byModule && comparable ? clocks : undefined,
    resets,
    diagnosis: place.diagnosis,
    ...modifyingTrials(modifier, machines.byRole.dut, network),
    ringOverflow,
    cloneSkb: playbook.trial.cloneSkb,
    threadsPerPort: roles.generator.threadsPerPort,
    pauseFrames:
      testbed.softwareNic === undefined
        ? pauseFramesOn(anySender.networks, network.topology)
        : undefined,
    log,
  };
  const measurerIn = (inUse: Network): Measurer => {
    const there = {
      network: inUse,
      learning: frames > 0 ? { frames, wait, streams: inUse.learning } : undefined,
      checkpoints: dataPlane.checkpoints(inUse),
    };
    if (!sendsBySource(testbed)) return pktgenMeasurer({ ...byPktgen, ...there });
    const linkSpeed = softnicSpeed(testbed);
    return sourceMeasurer({ ...anySender, ...there, frameSink: byModule, linkSpeed });
  };
  const whole = measurerIn(network);
  const measurer: Measurer = {
    measure: (trial, signal) => {
      const { router, frameSize } = trial;
      const isWhole = router === undefined && networkFor === undefined;
      const inUse = networkInTurn(networkFor?.(frameSize) ?? network, router);
      return (isWhole ? whole : measurerIn(inUse)).measure(trial, signal);
    },
  };
  return retryStarved(repairedTrials(measurer, repairs), { ...supply, announce });
};
