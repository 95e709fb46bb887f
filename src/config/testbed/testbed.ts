import type { RingOverflow } from '../../model/counter.js';
import type { BitsPerSecond } from '../../model/units.js';
import type { ClockChoice } from './clocks.js';
import type { ModuleSigning } from './module-schema.js';
import type { TuningChoice } from './tuning/schema.js';
import type { Connection, PowerCommands, Softnic, TestbedFile } from './testbed-file.js';

/** Where results come from; shown with every result. */
export type TestbedEnvironment =
  | {
      readonly kind: 'emulated';
      readonly accelerator: 'kvm' | 'tcg';
      readonly hostCores: number;
      /** QEMU's version; absent if unknown. */
      readonly qemu?: string;
      readonly nic?: 'software';
    }
  | { readonly kind: 'metal'; readonly nic?: 'software' }
  /** One emulated CPU whose clock counts instructions. */
  | { readonly kind: 'instruction-time'; readonly qemu?: string };

/** A testbed whose machines can be reached, whether they belong to a lab or not. */
export interface Testbed {
  readonly name: string;
  readonly environment: TestbedEnvironment;
  /** By machine name. */
  readonly connections: Readonly<Record<string, Connection>>;
  /** Commands that switch the power of machines; only of machines that have them. */
  readonly power: Readonly<Record<string, PowerCommands>>;
  readonly roles: TestbedFile['roles'];
  readonly links: TestbedFile['links'];
  /** A cable from generator to sink; absent if there is none. */
  readonly calibration?: TestbedFile['calibration'];
  readonly clocks: ClockChoice;
  /** Present if ports are softnic ports, which must be created first. */
  readonly softwareNic?: Softnic | undefined;
  /** Key and certificate for signing modules: absolute file names on this computer. */
  readonly moduleSigning?: ModuleSigning | undefined;
  /** Settings of NICs and CPUs of all roles; a role may override them. */
  readonly tuning?: TuningChoice | undefined;
  /** At layer 1; absent if the file does not specify it. */
  readonly linkSpeed?: BitsPerSecond;
  /** By port name; absent if the NIC's own counters show it. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The folder that relative file names in the testbed are relative to. */
  readonly folder: string;
}
