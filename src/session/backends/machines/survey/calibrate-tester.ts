import type { Logger } from 'pino';
import type { Playbook } from '../../../../config/playbook.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import { calibrationCable } from '../../../../config/testbed/tester/cables.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import { roleNetwork } from '../../../../host/role-network.js';
import { lineRate } from '../../../../model/frame.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { networkOf } from '../../../../model/network/network.js';
import { SINGLE_ROUTER } from '../../../../model/network/routers.js';
import type { Port, Topology } from '../../../../model/network/topology.js';
import { PLAIN_TRAFFIC } from '../../../../model/network/traffic.js';
import type { Bytes } from '../../../../model/units.js';
import type { Calibration, SizeCalibration } from '../../../../model/schema/setup/calibration.js';
import { awaitCarrier } from '../../../../provision/await-carrier.js';
import { dataPlaneOf } from '../../../../provision/dataplane/index.js';
import { calibrate } from '../../../../rfc2544/calibration/calibrate.js';
import { calibrateThroughBridge } from '../../../../rfc2544/calibration/through-bridge.js';
import { trialSettingOf } from '../../../../rfc2544/tests/tolerance.js';
import { frameSinksOn } from '../../../../traffic/counters/frame-sink.js';
import { pauseFramesOn } from '../../../../traffic/counters/pause-frames.js';
import { clocksOf } from '../../../../traffic/latency/clocks.js';
import { pktgenMeasurer } from '../../../../traffic/trial/pktgen-measurer.js';
import type { Blueprint } from '../../../plan/blueprint.js';
import type { Machines } from '../connect.js';
import type { SinkCounting } from '../sink-counting.js';
import { withSteps, type StageOptions } from '../stage.js';
import type { PortsOfRun } from './ports-of-run.js';

/** Machines whose base is set up, and the run they are calibrated for. */
export interface CalibrationOrder {
  readonly machines: Machines;
  readonly testbed: Testbed;
  readonly playbook: Playbook;
  readonly ports: PortsOfRun;
  readonly blueprint: Pick<Blueprint, 'calibration'>;
  readonly counting: Pick<SinkCounting, 'by'>;
  readonly log: Logger;
}

type Ends = Readonly<Record<'generator' | 'sink', Port>>;

/**
 * A network without a router: each end is the DUT of the other, so that frames carry the sink's MAC address.
 */
const directly = ({ generator, sink }: Ends): Topology => ({
  ingress: [{ peer: generator, dut: sink }],
  egress: [{ dut: generator, peer: sink }],
});

/** The ports that the tester is calibrated between: those at the cable, or those at the first links. */
const endsOf = ({ testbed, ports }: CalibrationOrder): Ends => {
  const [from, to] = calibrationCable(testbed) ?? [ports.generator[0]?.name, ports.sink[0]?.name];
  const generator = ports.generator.find(({ name }) => name === from);
  const sink = ports.sink.find(({ name }) => name === to);
  if (generator === undefined || sink === undefined) throw new RangeError('no port to calibrate');
  return { generator, sink };
};

/** @throws PreconditionFailure if there is no cable */
const requireCarrier = async (
  { machines: { byRole }, testbed: { roles } }: CalibrationOrder,
  role: keyof Ends,
  port: Port,
  signal: AbortSignal,
): Promise<void> => {
  const { namespace, machine } = roles[role];
  const down = await awaitCarrier(byRole[role], [port.interface], { namespace, signal });
  if (down.length === 0) return;
  throw new PreconditionFailure({
    attempted: 'waiting for carrier on the calibration cable',
    where: machine,
    got: `no carrier at port ${port.name} (${port.interface})`,
    remedy: "check the cable, or leave 'calibration' out of the testbed",
  });
};

const measurerOver = (order: CalibrationOrder, topology: Topology) => {
  const { machines, testbed, playbook, counting, log } = order;
  const { byRole } = machines;
  const networkAt = (role: RoleName) => roleNetwork(byRole[role], testbed.roles[role]);
  const [generator, sink] = [networkAt('generator'), networkAt('sink')];
  const { protocol } = playbook.traffic;
  const plan = { traffic: { ...PLAIN_TRAFFIC, protocol }, routers: SINGLE_ROUTER };
  const byModule = counting.by === 'frame-sink';
  const networks = { generator, dut: sink, sink };
  return pktgenMeasurer({
    // No DUT counters are read.
    networks,
    network: networkOf(topology, plan, dataPlaneOf('ip-forwarder').stack),
    withoutDut: true,
    checkpoints: [],
    ringOverflow: testbed.ringOverflow,
    phases: trialSettingOf(playbook),
    frameSink: byModule ? frameSinksOn([sink]) : undefined,
    clocks: byModule ? clocksOf(byRole, testbed.clocks, systemClock) : undefined,
    cloneSkb: playbook.trial.cloneSkb,
    threadsPerPort: testbed.roles.generator.threadsPerPort,
    pauseFrames: pauseFramesOn(networks, { ...topology, egress: [] }),
    log,
  });
};

const lineRateOf = ({ testbed: { linkSpeed } }: CalibrationOrder, frameSize: Bytes) =>
  linkSpeed === undefined ? undefined : lineRate(frameSize, linkSpeed);

/** Calibrates at each frame size of the playbook. @throws what measuring throws */
const atEachSize = async (
  { playbook }: CalibrationOrder,
  announce: StageOptions['announce'],
  calibrateAt: (frameSize: Bytes) => Promise<SizeCalibration>,
): Promise<readonly SizeCalibration[]> => {
  const sizes: SizeCalibration[] = [];
  for (const frameSize of playbook.frameSizes) {
    announce(`calibrating the tester: ${frameSize} bytes`);
    sizes.push(await calibrateAt(frameSize));
  }
  return sizes;
};

const overCable = async (
  order: CalibrationOrder,
  ends: Ends,
  { announce, signal }: StageOptions,
): Promise<readonly SizeCalibration[]> => {
  await requireCarrier(order, 'generator', ends.generator, signal);
  await requireCarrier(order, 'sink', ends.sink, signal);
  const measurer = measurerOver(order, directly(ends));
  return atEachSize(order, announce, (frameSize) => {
    const rate = lineRateOf(order, frameSize);
    if (rate === undefined) throw new RangeError('calibration over a cable needs linkSpeed');
    return calibrate(measurer, { frameSize, lineRate: rate }, signal);
  });
};

/** @throws what provisioning and measuring throw */
const throughBridge = (
  order: CalibrationOrder,
  ends: Ends,
  stage: StageOptions,
): Promise<readonly SizeCalibration[]> => {
  const { machines, blueprint } = order;
  stage.announce('setting up the DUT as a bridge');
  return withSteps(machines.byRole.dut, blueprint.calibration, stage, () => {
    const measurer = measurerOver(order, directly(ends));
    return atEachSize(order, stage.announce, (frameSize) =>
      calibrateThroughBridge(
        measurer,
        { frameSize, lineRate: lineRateOf(order, frameSize) },
        stage.signal,
      ),
    );
  });
};

/**
 * Calibrates the tester as the testbed specifies: over a cable from generator to sink, or through the DUT as a
 * bridge. Undefined if the testbed asks for neither.
 * @throws PreconditionFailure if the cable has no carrier; Failure, and what hosts throw
 */
export const calibrateTester = async (
  order: CalibrationOrder,
  stage: StageOptions,
): Promise<Calibration | undefined> => {
  const { calibration } = order.testbed;
  if (calibration === undefined) return undefined;
  const ends = endsOf(order);
  const [generator, sink] = [ends.generator.name, ends.sink.name];
  return calibration === 'bridge'
    ? { through: 'bridge', generator, sink, sizes: await throughBridge(order, ends, stage) }
    : { through: 'cable', generator, sink, sizes: await overCable(order, ends, stage) };
};
