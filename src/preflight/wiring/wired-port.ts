import type { RoleName } from '../../config/testbed/testbed-file.js';

/** A port that a cable may be in, of the testbed or not. */
export interface WiredPort {
  readonly machine: string;
  /** The network namespace that holds it; absent is the machine's own. */
  readonly namespace?: string | undefined;
  readonly interface: string;
  /** What it is in the testbed; absent where the testbed does not have it. */
  readonly port?: { readonly name: string; readonly role: RoleName } | undefined;
}

/** A port without what else is known of it. */
export const plainPort = ({
  machine,
  namespace,
  interface: device,
  port,
}: WiredPort): WiredPort => ({ machine, namespace, interface: device, port });

/** The same for one port, whatever it is called. */
export const keyOf = ({ machine, namespace = '', interface: device }: WiredPort): string =>
  `${machine} ${namespace} ${device}`;

/** A port as the subject of a sentence: `gen0`, or `enp9s0 of dut`. */
export const shortText = ({ machine, interface: device, port }: WiredPort): string =>
  port?.name ?? `${device} of ${machine}`;

/** A port with its interface: `dut1 (enp3s0f1)`, or `enp9s0 of dut, which is no port of the testbed`. */
export const fullText = ({ machine, interface: device, port }: WiredPort): string =>
  port === undefined
    ? `${device} of ${machine}, which is no port of the testbed`
    : `${port.name} (${device})`;
