import { z } from 'zod';

const portSchema = z.strictObject({
  interface: z.string(),
  mac: z.string(),
  /** Absent for the initial namespace. */
  namespace: z.exactOptional(z.string()),
  /** The CPU of its interrupts; those of several queues go to `cpus`, in turn. */
  cpu: z.int().min(0),
  cpus: z.exactOptional(z.array(z.int().min(0)).min(1).readonly()),
});
/** Pairs of software ports, as stored in the ledger. */
export const softnicSchema = z.strictObject({
  pairs: z
    .array(z.strictObject({ dut: portSchema, peer: portSchema.extend({ discard: z.boolean() }) }))
    .readonly(),
  /** Descriptors of every port. */
  receiveRing: z.int().min(16).max(4096),
  transmitRing: z.int().min(16).max(4096),
  /** Of every port, in Mb/s. */
  speed: z.int().min(10).max(400_000),
  /** Queues of every port, in each direction; default 1. */
  queues: z.exactOptional(z.int().min(1).max(8)),
  /** GRO of the DUT's ports. */
  receiveOffload: z.boolean(),
});

export type SoftnicSpec = z.output<typeof softnicSchema>;

/** A port of a pair, on the DUT or not. */
export interface SoftnicPort extends z.output<typeof portSchema> {
  readonly ofDut: boolean;
  readonly discard: boolean;
}

/** All ports, the DUT's first. */
export const portsOf = ({ pairs }: SoftnicSpec): readonly SoftnicPort[] => [
  ...pairs.map(({ dut }) => ({ ...dut, ofDut: true, discard: false })),
  ...pairs.map(({ peer }) => ({ ...peer, ofDut: false })),
];

/** The ports of one namespace. */
export interface NamespacePorts {
  readonly namespace: string | undefined;
  readonly ports: readonly SoftnicPort[];
}

export const byNamespace = (ports: readonly SoftnicPort[]): readonly NamespacePorts[] =>
  [...new Set(ports.map((port) => port.namespace))].map((namespace) => ({
    namespace,
    ports: ports.filter((port) => port.namespace === namespace),
  }));
