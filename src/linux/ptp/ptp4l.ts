import type { Argv } from '../../model/command.js';
import type { PtpSide, PtpTransport, Stamping } from '../../model/network/ptp.js';
import { configOf, type PtpDaemon } from './daemon.js';

/** The ptp4l of a run: the machine's own has other sockets. */
export const PTP4L: PtpDaemon = { folder: '/run/vrbench-ptp4l', running: 'INIT_COMPLETE' };
/** Where pmc and phc2sys reach it. */
export const PTP4L_SOCKET = `${PTP4L.folder}/socket`;

/** A PTP domain that is not the default of any profile, so that it does not interfere with existing PTP. */
export const PTP_DOMAIN = 114;

/** How it is to run. */
export interface Ptp4lSettings {
  readonly side: PtpSide;
  readonly stamping: Stamping;
  readonly transport: PtpTransport;
}

const TRANSPORTS: Readonly<Record<PtpTransport, string>> = {
  ethernet: 'L2',
  ipv4: 'UDPv4',
  ipv6: 'UDPv6',
};

/** By the names that all versions accept: since 4.0 they are aliases. */
const SIDES: Readonly<Record<PtpSide, string>> = {
  server: 'masterOnly 1',
  client: 'slaveOnly 1',
};

/**
 * Its configuration, ptp4l(8). A NIC may take longer than a millisecond, the default of 3.1, to say when it
 * sent a message. With one server and one client, clocks are stepped only at the start.
 */
export const ptp4lConfig = ({ side, stamping, transport }: Ptp4lSettings): string =>
  [
    '[global]',
    `uds_address ${PTP4L_SOCKET}`,
    `domainNumber ${PTP_DOMAIN}`,
    SIDES[side],
    `time_stamping ${stamping}`,
    `network_transport ${TRANSPORTS[transport]}`,
    'tx_timestamp_timeout 50',
    'use_syslog 0',
    'verbose 1',
    '',
  ].join('\n');

export const runPtp4l = (device: string): Argv => ['ptp4l', '-f', configOf(PTP4L), '-i', device];
