import type { RoleName } from '../config/testbed/testbed-file.js';
import type { Stamping } from '../model/network/ptp.js';
import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';
import type { BitsPerSecond } from '../model/units.js';
import type { Source } from '../provision/kernel-module/patched/kernel-source.js';
import type { Requirements } from '../provision/requirements/requirements.js';

/** A port that a role has. */
export interface PortSubject {
  /** Its name in the testbed. */
  readonly name: string;
  readonly interface: string;
  /** At layer 1, as the testbed has it; absent where it does not say. */
  readonly linkSpeed?: BitsPerSecond | undefined;
  /** No test frames of the playbook pass it: what is found of it is worth a note. */
  readonly unused?: boolean | undefined;
}

/** A role that a machine plays. */
export interface RoleSubject {
  readonly role: RoleName;
  readonly namespace: string | undefined;
  /** The CPUs that the testbed gives it; none where it does not say. */
  readonly cpus: readonly number[];
  /** Those that are there before a run: none where a run makes software NICs. */
  readonly ports: readonly PortSubject[];
  /** The most Ethernet addresses that a run adds to each of its ports; absent where it adds none. */
  readonly addressesPerPort?: number | undefined;
  /** What a run sets by itself, as the testbed's tuning has it. */
  readonly duringRuns?: TuningSettings | undefined;
}

/** The PTP that a run starts on a machine. */
export interface PtpSubject {
  /** The sink's clock follows the generator's. */
  readonly role: 'generator' | 'sink';
  readonly interface: string;
  readonly stamping: Stamping;
}

/** A machine, and what it is to do. */
export interface MachineSubject {
  readonly machine: string;
  readonly roles: readonly RoleSubject[];
  /** What its roles require. */
  readonly requirements: readonly Requirements[];
  /** Where the source of macvlan is looked for, which is patched; absent where none is. */
  readonly kernelSource?: Source | undefined;
  /** It is one of a lab: its processors, clocks and NICs are no machine's own. */
  readonly emulated: boolean;
  /** Absent where a run starts none. */
  readonly ptp?: PtpSubject | undefined;
}

/** All ports of a machine. */
export const portsOf = ({ roles }: MachineSubject): readonly PortSubject[] =>
  roles.flatMap(({ ports }) => ports);

/** All CPUs that a machine's roles are given. */
export const cpusOf = ({ roles }: MachineSubject): readonly number[] => [
  ...new Set(roles.flatMap(({ cpus }) => cpus)),
];
