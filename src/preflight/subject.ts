import type { RoleName } from '../config/testbed/testbed-file.js';
import type { Stamping } from '../model/network/ptp.js';
import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';
import type { BitsPerSecond } from '../model/units.js';
import type { Source } from '../provision/kernel-module/patched/kernel-source.js';
import type { Requirements } from '../provision/requirements/requirements.js';

/** A port of a role. */
export interface PortSubject {
  /** Its name in the testbed. */
  readonly name: string;
  readonly interface: string;
  /** At layer 1, from the testbed; absent if it is not stated. */
  readonly linkSpeed?: BitsPerSecond | undefined;
  /** No test frames of the playbook pass it, so that findings about it are notes. */
  readonly unused?: boolean | undefined;
}

/** A role that a machine plays. */
export interface RoleSubject {
  readonly role: RoleName;
  readonly namespace: string | undefined;
  /** The CPUs that the testbed gives it; empty if it gives none. */
  readonly cpus: readonly number[];
  /** The ports that exist before a run; none if a run creates software NICs. */
  readonly ports: readonly PortSubject[];
  /** The maximum number of MAC addresses that a run adds to each of its ports; absent if it adds none. */
  readonly addressesPerPort?: number | undefined;
  /** The settings that a run makes itself, from the testbed's tuning. */
  readonly duringRuns?: TuningSettings | undefined;
}

/** The PTP that a run starts on a machine. */
export interface PtpSubject {
  /** The sink's clock follows the generator's. */
  readonly role: 'generator' | 'sink';
  readonly interface: string;
  readonly stamping: Stamping;
}

/** A machine, and what is expected of it. */
export interface MachineSubject {
  readonly machine: string;
  readonly roles: readonly RoleSubject[];
  /** What its roles require. */
  readonly requirements: readonly Requirements[];
  /** Where to look for the source of macvlan, which is patched; absent if no module needs it. */
  readonly kernelSource?: Source | undefined;
  /** A lab machine, whose CPUs, clocks and NICs are emulated. */
  readonly emulated: boolean;
  /** Absent if a run starts no PTP. */
  readonly ptp?: PtpSubject | undefined;
}

/** All ports of a machine. */
export const portsOf = ({ roles }: MachineSubject): readonly PortSubject[] =>
  roles.flatMap(({ ports }) => ports);

/** All CPUs of a machine's roles. */
export const cpusOf = ({ roles }: MachineSubject): readonly number[] => [
  ...new Set(roles.flatMap(({ cpus }) => cpus)),
];
