import { ROLES } from '../../config/testbed/placed-port.js';
import type { Playbook } from '../../config/playbook.js';
import type { RoleName, TestbedFile } from '../../config/testbed/testbed-file.js';
import type { Command } from '../../model/command.js';
import { portSteps } from '../../provision/port-steps.js';
import type { MeasuringOrder } from '../../rfc2544/measuring-order.js';
import { sameSetup } from '../run/cell.js';
import { bySetup, visitsOf } from '../run/visits.js';
import { blueprintOf } from './blueprint.js';
import { plannedTopology } from './planned-topology.js';
import { withSinkCounting, plannedSinkCounting } from '../backends/machines/sink-counting.js';

/** What a step does, as `vrbench plan` shows it. */
export interface PlannedStep {
  readonly machine: string;
  readonly kind: string;
  readonly commands: readonly Command[];
}

/** All steps of a run, in order. */
export interface Plan {
  readonly testbed: string;
  readonly playbook: string;
  readonly order: MeasuringOrder;
  readonly base: readonly PlannedStep[];
  readonly dataPlanes: readonly {
    readonly name: string;
    /** Undefined if the playbook has only one. */
    readonly network?: string | undefined;
    /** How many times it is set up. */
    readonly setUps: number;
    readonly steps: readonly PlannedStep[];
  }[];
}

/** The steps of a playbook on a testbed; contacts no machine and changes nothing. */
export const planOf = (asked: TestbedFile, folder: string, playbook: Playbook): Plan => {
  const file = withSinkCounting(asked, playbook);
  const { roles, name, softwareNic, moduleSigning, tuning: choice, calibration } = file;
  const topology = plannedTopology(file, playbook);
  const { by } = plannedSinkCounting(file);
  const generator = file.lab?.kind === 'deterministic' ? 'sources' : 'pktgen';
  const {
    base,
    tuning,
    clocks,
    calibration: bridge,
    dataPlanes,
  } = blueprintOf(
    { roles, folder, calibration, softwareNic, moduleSigning, tuning: choice, clocks: file.clocks },
    playbook,
    topology,
    generator,
    by,
  );
  const visited = bySetup(visitsOf(playbook)).flatMap(([visit]) => visit?.place ?? []);
  const planned = (machine: string, steps: (typeof base)[RoleName]): PlannedStep[] =>
    steps.map((step) => ({ machine, kind: step.kind, commands: step.describe() }));
  const on = (role: RoleName, steps: (typeof base)[RoleName]): PlannedStep[] =>
    planned(roles[role].machine, steps);
  const machines = [...new Set(ROLES.map((role) => roles[role].machine))];
  return {
    testbed: name,
    playbook: playbook.name,
    order: playbook.order,
    base: [
      ...machines.flatMap((machine) => planned(machine, portSteps(file, machine))),
      ...ROLES.flatMap((role) => on(role, base[role])),
      ...ROLES.flatMap((role) => on(role, tuning[role])),
      ...ROLES.flatMap((role) => on(role, clocks[role])),
      ...on('dut', bridge),
    ],
    dataPlanes: dataPlanes.map(({ dataPlane, networkName, steps, modifiers }) => ({
      name: dataPlane.name,
      network: networkName,
      setUps: visited.filter((place) =>
        sameSetup(place, { dataPlane: dataPlane.name, network: networkName }),
      ).length,
      steps: on('dut', [...steps, ...modifiers.flatMap((modified) => modified.steps)]),
    })),
  };
};
