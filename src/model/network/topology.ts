import type { MacAddress } from './mac.js';
import type { PortIdentity } from './port-identity.js';

/** A port of a role on its machine. */
export interface Port {
  /** Its name in the testbed. */
  readonly name: string;
  /** The network device. */
  readonly interface: string;
  readonly mac: MacAddress;
  /** How the testbed identifies it, if not by the network device's name. */
  readonly identity?: PortIdentity | undefined;
}

/** Two ports connected by a cable: a DUT port and its peer. */
export interface Attachment {
  readonly dut: Port;
  readonly peer: Port;
}

/** The part of a testbed that a playbook uses: where frames enter and leave the DUT. */
export interface Topology {
  /** Connected to the generator; test frames enter the DUT here. Never empty. */
  readonly ingress: readonly Attachment[];
  /** Connected to the sink; test frames leave the DUT here. Never empty. */
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
