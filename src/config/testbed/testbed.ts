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
      /** QEMU's version; absent where it is not known. */
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
  /** Commands that switch machines' power, where there are any. */
  readonly power: Readonly<Record<string, PowerCommands>>;
  readonly roles: TestbedFile['roles'];
  readonly links: TestbedFile['links'];
  /** A cable from generator to sink; absent where there is none. */
  readonly calibration?: TestbedFile['calibration'];
  readonly clocks: ClockChoice;
  /** Present where ports are softnic ports, which have to be created first. */
  readonly softwareNic?: Softnic | undefined;
  /** What modules that are built are signed with: absolute names of files on this computer. */
  readonly moduleSigning?: ModuleSigning | undefined;
  /** How NICs and CPUs of all roles are set; a role may have its own. */
  readonly tuning?: TuningChoice | undefined;
  /** At layer 1; absent where the file does not specify it. */
  readonly linkSpeed?: BitsPerSecond;
  /** By port name; absent where the NIC's own counters show it. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The folder that relative file names in the testbed are relative to. */
  readonly folder: string;
}
