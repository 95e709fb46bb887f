import type { PortSettings } from '../../../model/schema/setup/port-settings.js';
import type { Readout } from '../../text/query.js';
import { cpusOfMask } from '../../machine/cpu-mask.js';

type ReceiveSteering = NonNullable<PortSettings['receiveSteering']>;
type TransmitSteering = NonNullable<PortSettings['transmitSteering']>;

/** A port's queues, and the CPUs that software gives them (Documentation/networking/scaling.rst). */
export const queueFiles = (port: string): readonly string[] => [
  `/sys/class/net/${port}/queues/*/`,
  `/sys/class/net/${port}/queues/*/rps_cpus`,
  `/sys/class/net/${port}/queues/*/rps_flow_cnt`,
  `/sys/class/net/${port}/queues/*/xps_cpus`,
];

const queuesOf = (
  port: string,
  kind: 'rx' | 'tx',
  files: ReadonlyMap<string, string>,
): readonly string[] => {
  const folder = `/sys/class/net/${port}/queues/`;
  return [...files.keys()]
    .filter((path) => path.startsWith(`${folder}${kind}-`) && path.endsWith('/'))
    .map((path) => path.slice(folder.length, -1))
    .sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)));
};

const masked = (mask: string | undefined): string | undefined =>
  mask === undefined ? undefined : cpusOfMask(mask);

/** The CPUs to which frames of each receive queue are distributed. */
export const readReceiveSteering = (
  port: string,
  files: ReadonlyMap<string, string>,
): Readout<ReceiveSteering> => {
  const found = queuesOf(port, 'rx', files).flatMap((queue): ReceiveSteering => {
    const folder = `/sys/class/net/${port}/queues/${queue}`;
    const cpus = masked(files.get(`${folder}/rps_cpus`));
    if (cpus === undefined) return [];
    const flows = files.get(`${folder}/rps_flow_cnt`);
    return [{ queue, cpus, flows: flows === undefined ? null : Number(flows) }];
  });
  return found.length > 0 ? { value: found } : { unread: `no ${port}/queues/rx-*/rps_cpus` };
};

/** The CPUs that transmit through each queue; the kernel does not report it for a single queue. */
export const readTransmitSteering = (
  port: string,
  files: ReadonlyMap<string, string>,
): Readout<TransmitSteering> => {
  const found = queuesOf(port, 'tx', files).map((queue) => ({
    queue,
    cpus: masked(files.get(`/sys/class/net/${port}/queues/${queue}/xps_cpus`)) ?? null,
  }));
  return found.length > 0 ? { value: found } : { unread: `no ${port}/queues/tx-*` };
};
