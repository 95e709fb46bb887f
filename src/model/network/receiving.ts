import type { Network } from './network.js';

/** How received frames are distributed over the DUT's CPUs. */
export const SPREADS = {
  ports: 'a port has one receive queue; ports take the CPUs in turn',
  queues: 'a port has a receive queue on each CPU, and flows are distributed over them (RSS)',
  rps: 'a port has one receive queue, on the first CPU, which distributes flows to all of them (RPS)',
  routers: 'a port has one receive queue, on the CPU of its router; routers take the CPUs in turn',
} as const;

export type Spread = keyof typeof SPREADS;

/** Which of the DUT's CPUs handle received frames. */
export interface Receiving {
  /** Number of the testbed's DUT CPUs to use, from the first; absent: all of them. */
  readonly cpus?: number | undefined;
  readonly spread: Spread;
}

/** Where the received frames of a DUT port are handled. */
export interface PortReceiving {
  /** The network device. */
  readonly interface: string;
  /** The CPU of each of its receive queues. */
  readonly queues: readonly number[];
  /** The CPUs to which RPS distributes flows; empty: none. */
  readonly rps: readonly number[];
}

/** The DUT's network devices, ingress first. */
const devicesOf = ({ topology: { ingress, egress } }: Network): readonly string[] => [
  ...new Set([...ingress, ...egress].map(({ dut }) => dut.interface)),
];

/** The router that uses a device; the first of them if several share it. */
const routerAt = ({ routers }: Network, device: string): number =>
  routers.findIndex(({ interfaces }) => interfaces.some(({ port }) => port.interface === device));

/**
 * Where the received frames of each DUT port of a network are handled.
 * @param cpus the DUT's CPUs, in the testbed's order; never empty
 */
export const portReceiving = (
  network: Network,
  cpus: readonly number[],
  { cpus: count = cpus.length, spread }: Receiving,
): readonly PortReceiving[] => {
  const used = cpus.slice(0, count);
  const inTurn = (index: number): number => used[Math.max(0, index) % used.length] ?? 0;
  const queuesOf: Readonly<Record<Spread, (device: string, index: number) => readonly number[]>> = {
    ports: (_, index) => [inTurn(index)],
    queues: () => used,
    rps: () => used.slice(0, 1),
    routers: (device) => [inTurn(routerAt(network, device))],
  };
  return devicesOf(network).map((device, index) => ({
    interface: device,
    queues: queuesOf[spread](device, index),
    rps: spread === 'rps' ? used : [],
  }));
};
