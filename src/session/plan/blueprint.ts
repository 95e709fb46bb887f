import type { Playbook } from '../../config/playbook.js';
import { isBothWays, playbookOf, type OfOneNetwork } from '../../config/networks/networks.js';
import { tuningOf } from '../../config/testbed/tuning/tuning-of.js';
import { calibratedInterfaces } from '../../config/testbed/tester/cables.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Testbed } from '../../config/testbed/testbed.js';
import type { Modifier } from '../../model/modifier.js';
import { networkOf, type Network, type NetworkPlan } from '../../model/network/network.js';
import { portsByRole, type Topology } from '../../model/network/topology.js';
import { calibrationBridge } from '../../provision/bridge/calibration-bridge.js';
import type { DataPlane } from '../../provision/dataplane/data-plane.js';
import { clockStepsByRole } from '../../provision/clocks/clock-steps.js';
import { dataPlaneOf } from '../../provision/dataplane/index.js';
import { modprobe } from '../../provision/kernel-module/modprobe.js';
import { buildPatched } from '../../provision/kernel-module/build.js';
import { moduleLoad } from '../../provision/kernel-module/load.js';
import { PATCHED_MODULES, type PatchedModule } from '../../provision/kernel-module/modules.js';
import { modifierOf } from '../../provision/modifiers/index.js';
import { receiveSteps } from '../../provision/receive-steps.js';
import { dutSteps, testerSteps } from '../../provision/machine-setup.js';
import type { Step } from '../../provision/step.js';
import { tuningSteps } from '../../provision/tuning-steps.js';
import type { Bytes } from '../../model/units.js';
import { setupsOf } from '../run/cell.js';
import { playbookAt, type PlannedRun } from '../run/planned-run.js';

/** A data plane in a network, with its steps on top of the DUT's base steps. */
export interface PlannedDataPlane {
  readonly dataPlane: DataPlane;
  /** The network's name in the playbook; undefined if there is only one. */
  readonly networkName?: string | undefined;
  readonly network: Network;
  readonly steps: readonly Step[];
  /** Set up and undone one at a time, while the data plane is up. */
  readonly modifiers: readonly PlannedModifier[];
}

/** A modifier with its steps. */
export interface PlannedModifier {
  readonly modifier: Modifier;
  readonly steps: readonly Step[];
}

/** Every change a run makes, in the order it makes them. Pure: the same for `plan` and `run`. */
export interface Blueprint {
  /** Set up once, before the first data plane, by role. */
  readonly base: Readonly<Record<RoleName, readonly Step[]>>;
  /** Tuning of ports and machines, set once after the base, by role. */
  readonly tuning: Readonly<Record<RoleName, readonly Step[]>>;
  /** Synchronize the clocks of generator and sink, set up once after tuning, by role. */
  readonly clocks: Readonly<Record<RoleName, readonly Step[]>>;
  /** Set up on the DUT for the calibration of the tester, and undone afterwards. */
  readonly calibration: readonly Step[];
  /** This project's modules that the base steps build and load. */
  readonly modules: readonly PatchedModule[];
  /** Set up and undone on the DUT one at a time: all networks of a data plane, then the next. */
  readonly dataPlanes: readonly PlannedDataPlane[];
}

const networkPlanOf = ({
  traffic,
  routers,
}: Pick<Playbook, 'traffic' | 'routers'>): NetworkPlan => ({
  traffic,
  routers,
  perRouter: routers.traffic,
});

/** The part of a topology that a network uses: a reference uses one port on each side. */
const usedBy = (
  { ingressPorts, egressPorts }: OfOneNetwork,
  { ingress, egress }: Topology,
): Topology => ({
  ingress: ingress.slice(0, ingressPorts),
  egress: egress.slice(0, egressPorts),
});

/** The network of a planned data plane with its routers' loads at a frame size. */
export type NetworkFor = (frameSize: Bytes) => Network;

/**
 * The network of a planned data plane with its routers' loads at each frame size, computed once for each;
 * undefined if loads do not depend on it.
 */
export const networkForSizes = (
  { dataPlane, network, networkName }: PlannedDataPlane,
  run: PlannedRun,
): NetworkFor | undefined => {
  if (run.loads === undefined) return undefined;
  const bySize = new Map<Bytes, Network>();
  return (frameSize) => {
    const found =
      bySize.get(frameSize) ??
      networkOf(
        network.topology,
        networkPlanOf(playbookOf(playbookAt(run, frameSize), networkName)),
        dataPlane.stack,
      );
    bySize.set(frameSize, found);
    return found;
  };
};

/** The modules that data planes need, each once. */
const modulesFor = (dataPlanes: readonly DataPlane[]): readonly PatchedModule[] =>
  PATCHED_MODULES.filter((module) => dataPlanes.some(({ requires }) => requires.builds === module));

/** The part of a testbed that determines a run's changes. */
type BlueprintTestbed = Pick<
  Testbed,
  'roles' | 'folder' | 'calibration' | 'softwareNic' | 'moduleSigning' | 'tuning' | 'clocks'
>;

/**
 * The steps of a playbook on a testbed with this topology.
 * @param generator the sender of test frames: the kernel's pktgen, or the software NIC's own sources
 * @param sink what counts received frames, at each receiving end
 */
export const blueprintOf = (
  testbed: BlueprintTestbed,
  playbook: Playbook,
  topology: Topology,
  generator: 'pktgen' | 'sources' = 'pktgen',
  sink: 'frame-sink' | 'nic' = 'nic',
): Blueprint => {
  const { roles, folder, softwareNic, moduleSigning: signing, tuning } = testbed;
  const setups = setupsOf(playbook);
  const dataPlanes = [...new Set(setups.map((setup) => setup.dataPlane))].map(dataPlaneOf);
  const bothWays = isBothWays(playbook);
  const learning = playbook.trial.learning > 0;
  // Built once for all data planes that need them, as a build is slow.
  const modules = modulesFor(dataPlanes);
  const ports = portsByRole(topology);
  const tuned = (role: RoleName): readonly Step[] =>
    tuningSteps(tuningOf({ roles, softwareNic, tuning }, role), {
      namespace: roles[role].namespace,
      interfaces: [
        ...new Set(ports[role].map((port) => port.interface)),
        ...calibratedInterfaces(testbed, role),
      ],
      cpus: roles[role].cpus,
    });
  return {
    base: {
      generator: testerSteps(topology.ingress, roles.generator, {
        sends: generator === 'pktgen',
        // Learning frames reach it too, and are not counted.
        ...(bothWays ? { receives: sink } : learning && { receives: 'nic' }),
        calibrated: calibratedInterfaces(testbed, 'generator'),
        signing,
      }),
      dut: [
        ...modules.flatMap((module) => [
          buildPatched(module, roles.dut.kernelSource, folder, signing),
          moduleLoad(module),
        ]),
        ...dutSteps(topology),
      ],
      sink: testerSteps(topology.egress, roles.sink, {
        sends: generator === 'pktgen' && (bothWays || learning),
        receives: sink,
        calibrated: calibratedInterfaces(testbed, 'sink'),
        signing,
      }),
    },
    tuning: { generator: tuned('generator'), dut: tuned('dut'), sink: tuned('sink') },
    clocks: clockStepsByRole(testbed.clocks),
    calibration: testbed.calibration === 'bridge' ? calibrationBridge(topology) : [],
    modules,
    dataPlanes: setups.map(({ dataPlane: name, network: networkName }) => {
      const dataPlane = dataPlaneOf(name);
      const own = playbookOf(playbook, networkName);
      const network = networkOf(usedBy(own, topology), networkPlanOf(own), dataPlane.stack);
      return {
        dataPlane,
        networkName,
        network,
        steps: [
          ...receiveSteps(network, roles.dut, own.receive, softwareNic !== undefined),
          ...dataPlane.requires.modules.map(modprobe),
          ...dataPlane.steps(network, roles.dut),
        ],
        modifiers: own.modifiers.map((modifier) => ({
          modifier,
          steps: modifierOf(modifier).steps(network),
        })),
      };
    }),
  };
};
