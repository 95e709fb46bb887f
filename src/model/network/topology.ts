import type { MacAddress } from './mac.js';
import type { PortIdentity } from './port-identity.js';

/** A port of a role as it is on its machine. */
export interface Port {
  /** The name the testbed gives it. */
  readonly name: string;
  /** The network device. */
  readonly interface: string;
  readonly mac: MacAddress;
  /** What the testbed gives in place of the network device's name. */
  readonly identity?: PortIdentity | undefined;
}

/** Two ports joined by a cable: one of the DUT's and the one it faces. */
export interface Attachment {
  readonly dut: Port;
  readonly peer: Port;
}

/** The part of a testbed that a playbook uses: where frames enter and leave the DUT. */
export interface Topology {
  /** Faces the generator; test frames enter the DUT here. Never empty. */
  readonly ingress: readonly Attachment[];
  /** Faces the sink; the DUT sends here. Never empty. */
  readonly egress: readonly Attachment[];
}

/** The ports in use of each role. */
export const portsByRole = ({
  ingress,
  egress,
}: Topology): Readonly<Record<'generator' | 'dut' | 'sink', readonly Port[]>> => ({
  generator: ingress.map(({ peer }) => peer),
  dut: [...ingress, ...egress].map(({ dut }) => dut),
  sink: egress.map(({ peer }) => peer),
});
