import type { Logger } from 'pino';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Topology } from '../../../model/network/topology.js';
import { processorSupply } from './processors/supply.js';
import { withInterfaces } from './interfaces.js';
import { chooseTopology } from './choose-topology.js';
import { askMachines } from './ask.js';
import { plannedTopology } from '../../plan/planned-topology.js';
import { claim } from '../../../provision/provision.js';
import { blueprintOf, networkForSizes } from '../../plan/blueprint.js';
import { machineMeasurer } from './machine-measurer.js';
import { modifierFor, plannedFor } from './planned-visit.js';
import { isBothWays, playbookOf, receiversIn } from '../../../config/networks/networks.js';
import { connect, type Machines } from './connect.js';
import { awaitLinks } from './wiring/links.js';
import { beginCourse, measureVisit, withRunEvents, type Measuring } from '../../run/measuring.js';
import { bySetup, visitsOf, type Visit } from '../../run/visits.js';
import { NOTHING_LEFT } from '../../resume/nothing-left.js';
import { withoutUnavailable } from './required/skip-unavailable.js';
import { requireMachines } from './required/required.js';
import { requireResets, resetsOf } from './resets.js';
import { chooseSinkCounting, withSinkCounting } from './sink-counting.js';
import { patchesOf } from './setup.js';
import { readAgain } from './survey/read-again.js';
import { describeRun } from './survey/describe-run.js';
import { portsOfRun } from './survey/ports-of-run.js';
import { surveyUntuned } from './survey/read-setup.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import {
  allSteps,
  keepClocks,
  makePorts,
  setUpBase,
  tune,
  withDataPlane,
  withModifier,
  type StageOptions,
} from './stage.js';
import { bootsOf } from './repair/await-machines.js';
import { noRepairs } from './repair/limits.js';
import { repairsOf } from './repair/index.js';
import { thenUndo, undoAll } from './undo/undo.js';
import { diagnosisOn, requireDiagnosis } from './diagnosis.js';
import { requireSound } from './doctor/require-sound.js';
import { checkWiring } from './wiring/check-wiring.js';
import { namingCables } from './wiring/naming-cables.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';

/** A run: what is measured, where, and who is notified. */
export interface RunOrder extends Measuring {
  readonly testbed: Testbed;
  readonly log: Logger;
  /** Leaves the machines as they are at the end of the run; `vrbench teardown` undoes that. */
  readonly keep?: boolean;
  /** Leaves out data planes that cannot be set up on the DUT. */
  readonly skipUnavailable?: boolean;
  /** Waits for machines that another controller has locked. */
  readonly wait?: boolean;
}

/**
 * Provisions, measures and tears down. Once the machines have been claimed, all changes to
 * them are undone before this returns or throws, whatever happens.
 * @throws Failure
 */
export const runPlaybook = (order: RunOrder): Promise<void> =>
  withRunEvents(order, () => measureAll(order));

const measureAll = async (order: RunOrder): Promise<void> => {
  const { runId, signal, announce, log } = order;
  announce(`connecting to the machines of ${order.testbed.name}`);
  await using machines = await connect(order.testbed, {
    purpose: { doing: 'run', run: runId },
    signal,
    log: (entry) => {
      log.debug(entry, 'command');
    },
    onWait: order.wait === true ? announce : undefined,
  });
  await settleAll(machines.all.map((host) => claim(host, runId, signal)));
  if (order.earlier !== undefined) {
    announce('undoing the changes that were left when the run was stopped');
    await undoAll(machines.all, runId);
  }
  const testbed = await withInterfaces(order.testbed, machines.byRole, signal);
  try {
    await thenUndo(
      () => measureOn(machines, { ...order, testbed }),
      async () => {
        if (order.keep === true) return;
        announce('undoing every change');
        await undoAll(machines.all, runId);
      },
    );
  } catch (error) {
    throw order.keep === true ? error : await namingCables(error, machines, testbed, order);
  }
};

const measureOn = async (machines: Machines, asked: RunOrder): Promise<void> => {
  const order =
    asked.skipUnavailable === true
      ? await withoutUnavailable(machines, asked.testbed, asked)
      : asked;
  const { playbook, runId, signal, emit, announce, log } = order;
  const testbed = withSinkCounting(order.testbed, playbook);
  const stage: StageOptions = { runId, signal, announce };
  await requireMachines(machines, testbed, playbook, signal);
  await requireSound(machines, testbed, playbook, signal);
  await requireResets(machines.dut, playbook, signal);
  await requireDiagnosis(machines.dut, playbook, stage);
  announce('preparing the machines');
  const { dut } = machines.byRole;
  const receivers = receiversIn(playbook).map((role) => machines.byRole[role]);
  const senders: readonly RoleName[] = isBothWays(playbook) ? ['generator', 'sink'] : ['generator'];
  const counting = await chooseSinkCounting(testbed, playbook, receivers, signal);
  const blueprintOn = (on: Topology) => blueprintOf(testbed, playbook, on, 'pktgen', counting.by);
  await askMachines(machines, testbed, blueprintOn(plannedTopology(testbed, playbook)), signal);
  await emit({ type: 'set-up-started' });
  await makePorts(machines, testbed, stage);
  const topology = await chooseTopology(machines, testbed, playbook, signal);
  if (counting.by === 'nic') announce(`the sink's NICs count: ${counting.reason}`);
  const blueprint = blueprintOn(topology);
  await setUpBase(machines, blueprint, stage);
  const ports = await portsOfRun(machines, testbed, topology, signal);
  const untuned = await surveyUntuned(machines, testbed, ports, blueprint, signal);
  await tune(machines, blueprint, stage);
  await awaitLinks(machines, testbed.roles, topology, signal);
  await keepClocks(machines, testbed, blueprint, stage);
  const read = { machines, testbed, ports, blueprint, counting, senders, untuned };
  const setup = await describeRun({ ...read, playbook, log }, stage);
  await emit({ type: 'setup', setup, patches: await patchesOf(blueprint, setup, dut) });

  const supply = await processorSupply(machines, testbed);
  const health = { boots: await bootsOf(machines.all, signal), count: noRepairs() };
  const course = beginCourse(order.earlier);
  const isFinished = (visit: Visit): boolean => order.earlier?.isFinished(visit) ?? false;
  // Has its loads once the reference has been measured.
  let run = order;
  for (const visits of bySetup(visitsOf(playbook))) {
    // No set-up for cells that were measured before the run was stopped.
    const replay = async (visit: Visit) => {
      run = await measureVisit(NOTHING_LEFT, visit, run, course);
    };
    if (visits.every(isFinished)) {
      for (const visit of visits) await replay(visit);
      continue;
    }
    const planned = plannedFor(blueprint, visits);
    await withDataPlane(dut, planned, stage, async (ledgerMark) => {
      const { dataPlane, networkName, network } = planned;
      const own = { ...order, playbook: playbookOf(playbook, networkName) };
      await checkWiring({ machines, dataPlane, network }, own, stage);
      for (const visit of visits) {
        if (isFinished(visit)) {
          await replay(visit);
          continue;
        }
        const modified = modifierFor(planned, visit);
        await withModifier(dut, modified, stage, async () => {
          const { modifier } = modified;
          const steps = [...planned.steps, ...modified.steps];
          const setups = allSteps(machines, testbed, blueprint, steps);
          const all = setups.find(({ host }) => host === dut)?.steps ?? [];
          const setting = { machines, testbed, topology, dataPlane, steps, all, setups };
          const resets = resetsOf({ ...setting, ledgerMark, stage });
          const repairs = repairsOf({ ...setting, ...health, stage, emit });
          const place = {
            machines,
            network,
            networkFor: networkForSizes(planned, run),
            dataPlane,
            modifier,
            counting,
            resets,
            supply,
            repairs,
            diagnosis: diagnosisOn(dut, stage),
          };
          const measurer = machineMeasurer(place, own);
          const guests = await dataPlane.readGuests?.(dut, network, signal);
          await emit({ type: 'dut-set-up', ...visit.place, guests });
          run = await measureVisit(measurer, visit, run, course);
        });
      }
    });
  }
  const again = await readAgain({ machines, testbed, setup, senders }, signal);
  await emit({ type: 'machines-read-again', ...again });
};
