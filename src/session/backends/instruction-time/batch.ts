import type { Playbook } from '../../../config/playbook.js';
import type { TestbedFile } from '../../../config/testbed/testbed-file.js';
import type { Output } from '../../../host/host.js';
import { roleNetwork } from '../../../host/role-network.js';
import { JobHost } from '../../../lab/job/job-host.js';
import type { Command } from '../../../model/command.js';
import { queued } from '../../../model/concurrency/in-order.js';
import { networkInTurn } from '../../../model/network/network.js';
import { portsByRole, type Topology } from '../../../model/network/topology.js';
import type { TrialOutcome, TrialRequest } from '../../../model/trial.js';
import { moduleBuild } from '../../../provision/kernel-module/build.js';
import { moduleFile, type ModuleName } from '../../../provision/kernel-module/modules.js';
import { softnicSpeed, softnicSteps } from '../../../provision/softnic-steps.js';
import type { Step } from '../../../provision/step.js';
import type { Setup } from '../../../results/schema.js';
import { planSourceTrial, type SourceTrialSetup } from '../../../traffic/trial/source-plan.js';
import { sourceTrial } from '../../../traffic/trial/source-trial.js';
import type { Blueprint, NetworkFor, PlannedDataPlane } from '../../plan/blueprint.js';
import type { Patches } from '../../run/events.js';
import { modulesOf, patchesOf, rolesOf } from '../machines/setup.js';
import { surveyed, surveyOf } from '../machines/survey/survey.js';
import type { SinkCounting } from '../machines/sink-counting.js';
import { awaitLinks } from '../machines/wiring/links.js';
import { READ_SYMBOLS } from './instrument.js';

/** Trials are not aborted one by one: the machine is stopped as a whole. */
const NEVER_STOPPED = new AbortController().signal;

/** Common to all machines of a run. */
export interface Bench {
  readonly file: TestbedFile;
  readonly topology: Topology;
  readonly blueprint: Blueprint;
  readonly phases: SourceTrialSetup['phases'];
  /** How learning frames are sent before each trial. */
  readonly learning: Pick<Playbook['trial'], 'learning' | 'learningWait'>;
  /** What counts received frames. */
  readonly sink: SinkCounting['by'];
  /** Whether to read the kernel's symbols. */
  readonly symbols: boolean;
}

/** What is read from one machine only, as all machines of a run are the same. */
export interface BatchOptions {
  /** Whether this machine is surveyed for the archive. */
  readonly survey: boolean;
}

/** The results of a machine booted for a batch of trials. */
export interface BatchResult {
  readonly setup: Setup;
  readonly patches: Patches;
  readonly trials: readonly TrialOutcome[];
  /** The output of `READ_SYMBOLS`, if requested. */
  readonly symbols: string;
}

/** The image contains prebuilt modules: compiling on the machine would advance its instruction clock. */
const builtIn = (module: ModuleName): Command => ({
  argv: ['install', '-D', '--', `/usr/lib/vrbench/${module}.ko`, moduleFile(module)],
});

const commandsOf = (step: Step): readonly Command[] =>
  moduleBuild.is(step) ? [builtIn(step.spec.module)] : step.describe();

/** A data plane in a network whose per-router loads may depend on the frame size. */
export interface BatchPlace extends PlannedDataPlane {
  readonly networkFor?: NetworkFor | undefined;
}

/**
 * Runs trials on a machine that is booted for them and given all commands at once: the steps of the
 * data plane, the queries for the archive, each trial. Nothing is undone; the machine is stopped.
 * @param perform boots the machine and runs commands on it
 * @throws Failure for a load that cannot be sent, CommandFailed, ParseFailure, and what `perform` throws
 */
export const performBatch = async (
  { file, topology, blueprint, phases, learning, sink: countedBy, symbols }: Bench,
  { dataPlane, network, networkFor = () => network, steps }: BatchPlace,
  trials: readonly TrialRequest[],
  perform: (commands: readonly Command[]) => Promise<readonly Output[]>,
  { survey }: BatchOptions,
): Promise<BatchResult> => {
  const { roles } = file;
  const host = new JobHost(roles.dut.machine);
  const machines = { byRole: { generator: host, dut: host, sink: host } };
  const { generator, dut, sink } = blueprint.base;
  const setUp = [...softnicSteps(file), ...generator, ...dut, ...sink, ...steps];
  const common = {
    networks: {
      generator: roleNetwork(host, roles.generator),
      dut: roleNetwork(host, roles.dut),
      sink: roleNetwork(host, roles.sink),
    },
    frameSink: countedBy === 'frame-sink',
    learning:
      learning.learning > 0
        ? { frames: learning.learning, wait: learning.learningWait, streams: network.learning }
        : undefined,
    linkSpeed: softnicSpeed(file),
    phases,
    inOrder: queued,
  };
  const setupFor = ({ router, frameSize }: TrialRequest): SourceTrialSetup => {
    const inUse = networkInTurn(networkFor(frameSize), router);
    return { ...common, network: inUse, checkpoints: dataPlane.checkpoints(inUse) };
  };
  // Loads that cannot be sent are rejected before a machine is booted.
  const planned = trials.map((trial) => {
    const setup = setupFor(trial);
    return { setup, trial: planSourceTrial(setup, trial) };
  });
  const answers = Promise.all([
    Promise.all(setUp.flatMap(commandsOf).map(({ argv, stdin }) => host.run(argv, { stdin }))),
    awaitLinks(machines, roles, topology),
    modulesOf(host, blueprint, file),
    rolesOf(machines, file, portsByRole(topology)),
    Promise.all(planned.map(({ setup, trial }) => sourceTrial(setup, trial, NEVER_STOPPED))),
    symbols ? host.run(READ_SYMBOLS) : undefined,
    // After the trials, whose figures depend on every instruction before them.
    survey ? surveyOf(machines, file, portsByRole(topology)) : undefined,
  ]);
  const [[, , modules, setups, results, places, found]] = await Promise.all([
    answers,
    host.execute(perform),
  ]);
  return {
    setup: { roles: found === undefined ? setups : surveyed(setups, found, []), ...modules },
    patches: await patchesOf(blueprint, modules, host),
    trials: results,
    symbols: places?.stdout ?? '',
  };
};
