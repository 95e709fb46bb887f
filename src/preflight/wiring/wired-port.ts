import type { RoleName } from '../../config/testbed/testbed-file.js';

/** A port that may have a cable, whether or not it is in the testbed. */
export interface WiredPort {
  readonly machine: string;
  /** Its network namespace; absent for the initial one. */
  readonly namespace?: string | undefined;
  readonly interface: string;
  /** Its name and role in the testbed; absent if it is not in the testbed. */
  readonly port?: { readonly name: string; readonly role: RoleName } | undefined;
}

/** Only the properties of a WiredPort. */
export const plainPort = ({
  machine,
  namespace,
  interface: device,
  port,
}: WiredPort): WiredPort => ({ machine, namespace, interface: device, port });

/** Identifies a port as a map key. */
export const keyOf = ({ machine, namespace = '', interface: device }: WiredPort): string =>
  `${machine} ${namespace} ${device}`;

/** A port as the subject of a sentence: `gen0`, or `enp9s0 of dut`. */
export const shortText = ({ machine, interface: device, port }: WiredPort): string =>
  port?.name ?? `${device} of ${machine}`;

/** A port with its interface: `dut1 (enp3s0f1)`, or `enp9s0 of dut, which is not in the testbed`. */
export const fullText = ({ machine, interface: device, port }: WiredPort): string =>
  port === undefined
    ? `${device} of ${machine}, which is not in the testbed`
    : `${port.name} (${device})`;
