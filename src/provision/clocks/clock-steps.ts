import { ptp4lOf, type ClockChoice, type Ptp4lChoice } from '../../config/testbed/clocks.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import { SYSTEM_CLOCK } from '../../linux/ptp/phc2sys.js';
import type { PtpSide } from '../../model/network/ptp.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';
import { clockRates } from './clock-rates.js';
import { nicStamps } from './nic-stamps.js';
import { phc2sys } from './phc2sys.js';
import { ptp4l } from './ptp4l.js';
import { ptpPort } from './ptp-port.js';

/** The requirements of clock synchronization on generator and sink. */
export const PTP_REQUIREMENTS: Requirements = {
  tools: ['ptp4l', 'phc2sys', 'pmc', 'phc_ctl', 'hwstamp_ctl', 'setsid'],
  modules: [],
};

/** The generator is the server: its system clock is not steered. */
const SIDES = { generator: 'server', sink: 'client' } as const;

/** The clocks that are steered on one side. */
const steered = (side: PtpSide, device: string, isHardware: boolean): readonly string[] => [
  ...(isHardware ? [device] : []),
  ...(side === 'client' ? [SYSTEM_CLOCK] : []),
];

/**
 * The steps that synchronize the clocks of generator and sink, on one of the two; none if a run starts
 * no ptp4l.
 */
export const clockSteps = (
  role: keyof typeof SIDES,
  choice: Ptp4lChoice | undefined,
): readonly Step[] => {
  if (choice === undefined) return [];
  const { stamping, transport } = choice;
  const device = choice[role];
  const side = SIDES[role];
  const isHardware = stamping === 'hardware';
  const clocks = steered(side, device, isHardware);
  return [
    ptpPort({ interface: device, stamping }),
    ...(isHardware ? [nicStamps({ interface: device })] : []),
    ...(clocks.length === 0 ? [] : [clockRates({ clocks })]),
    // The server's NIC clock is set before ptp4l distributes its time.
    ...(isHardware && side === 'server' ? [phc2sys({ interface: device, side })] : []),
    ptp4l({ interface: device, side, stamping, transport }),
    ...(isHardware && side === 'client' ? [phc2sys({ interface: device, side })] : []),
  ];
};

/** The steps by role: the DUT's clock is not steered. */
export const clockStepsByRole = (
  clocks: ClockChoice,
): Readonly<Record<RoleName, readonly Step[]>> => {
  const ptp4l = ptp4lOf(clocks);
  return { generator: clockSteps('generator', ptp4l), dut: [], sink: clockSteps('sink', ptp4l) };
};
