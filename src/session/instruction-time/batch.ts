import type { TestbedFile } from '../../config/testbed.js';
import type { Output } from '../../host/host.js';
import { JobHost } from '../../lab/job-host.js';
import type { Command } from '../../model/command.js';
import type { Topology } from '../../model/network/topology.js';
import type { TrialRequest, TrialResult } from '../../model/trial.js';
import { moduleBuild } from '../../provision/kernel-module/build.js';
import { moduleFile, type ModuleName } from '../../provision/kernel-module/modules.js';
import { softnicSteps } from '../../provision/softnic-steps.js';
import type { Step } from '../../provision/step.js';
import type { Setup } from '../../results/schema.js';
import { sourceTrial, type SourceTrialSetup } from '../../traffic/source-trial.js';
import type { Blueprint, PlannedDataPlane } from '../blueprint.js';
import { modulesOf, patchOf, rolesOf } from '../setup.js';
import type { SinkCounting } from '../sink-counting.js';
import { awaitLinks } from '../stage.js';
import { READ_SYMBOLS } from './instrument.js';

/** What every machine of a run has in common. */
export interface Bench {
  readonly file: TestbedFile;
  readonly topology: Topology;
  readonly blueprint: Blueprint;
  readonly phases: SourceTrialSetup['phases'];
  /** Who counts what arrives. */
  readonly sink: SinkCounting['by'];
  /** Whether to ask where the kernel has its functions. */
  readonly symbols: boolean;
}

/** What a machine gave that was booted for some trials. */
export interface BatchResult {
  readonly setup: Setup;
  readonly patch: string | null;
  readonly trials: readonly TrialResult[];
  /** What `READ_SYMBOLS` printed, where that was asked for. */
  readonly symbols: string;
}

/** The image has the modules built: the machine's clock would count the compiler's instructions. */
const builtIn = (module: ModuleName): Command => ({
  argv: ['install', '-D', '--', `/usr/lib/vrbench/${module}.ko`, moduleFile(module)],
});

const commandsOf = (step: Step): readonly Command[] =>
  moduleBuild.is(step) ? [builtIn(step.spec.module)] : step.describe();

/**
 * Makes trials on a machine that is booted for them and told everything at once: the steps of the
 * data plane, what the archive wants to know, each trial. Nothing is undone; the machine ends.
 * @param perform boots the machine and runs commands on it
 * @throws CommandFailed, ParseFailure, and what `perform` throws
 */
export const performBatch = async (
  { file, topology, blueprint, phases, sink: countedBy, symbols }: Bench,
  { dataPlane, network, steps }: PlannedDataPlane,
  trials: readonly TrialRequest[],
  perform: (commands: readonly Command[]) => Promise<readonly Output[]>,
): Promise<BatchResult> => {
  const { roles } = file;
  const host = new JobHost(roles.dut.machine);
  const machines = { byRole: { generator: host, dut: host, sink: host } };
  const { generator, dut, sink } = blueprint.base;
  const setUp = [...softnicSteps(file), ...generator, ...dut, ...sink, ...steps];
  const made = setUp
    .flatMap(commandsOf)
    .map(({ argv, stdin }) => host.run(argv, stdin === undefined ? {} : { stdin }));
  const trialSetup: SourceTrialSetup = {
    host,
    namespaces: {
      generator: roles.generator.namespace,
      dut: roles.dut.namespace,
      sink: roles.sink.namespace,
    },
    network,
    checkpoints: dataPlane.checkpoints(network),
    frameSink: countedBy === 'frame-sink',
    phases,
  };
  const answers = Promise.all([
    Promise.all(made),
    awaitLinks(machines, roles, topology),
    modulesOf(host, blueprint, file),
    rolesOf(machines, file, topology),
    Promise.all(trials.map((trial) => sourceTrial(trialSetup, trial))),
    symbols ? host.run(READ_SYMBOLS) : undefined,
  ]);
  const [[, , modules, setups, results, places]] = await Promise.all([
    answers,
    host.execute(perform),
  ]);
  return {
    setup: { roles: setups, ...modules },
    patch: await patchOf(modules, host),
    trials: results,
    symbols: places?.stdout ?? '',
  };
};
