import type { RingOverflow } from '../../model/counter.js';
import type { BitsPerSecond } from '../../model/units.js';
import type { ClockChoice } from './clocks.js';
import type { Connection, PowerCommands, SoftwareNic, TestbedFile } from './testbed-file.js';

/** What the figures of a testbed are worth; shown wherever they are. */
export type Environment =
  | {
      readonly kind: 'emulated';
      readonly accelerator: 'kvm' | 'tcg';
      readonly hostCores: number;
      readonly nic?: 'software';
    }
  | { readonly kind: 'metal'; readonly nic?: 'software' }
  /** One emulated CPU whose clock counts its instructions. */
  | { readonly kind: 'instruction-time' };

/** A testbed whose machines can be reached. Nothing downstream knows whether a lab made it. */
export interface Testbed {
  readonly name: string;
  readonly environment: Environment;
  /** By machine name. */
  readonly connections: Readonly<Record<string, Connection>>;
  /** How machines are given power and lose it, where that can be done. */
  readonly power: Readonly<Record<string, PowerCommands>>;
  readonly roles: TestbedFile['roles'];
  readonly links: TestbedFile['links'];
  readonly clocks: ClockChoice;
  /** Present where the ports have to be made first. */
  readonly softwareNic?: SoftwareNic;
  /** At layer 1; absent where the file does not say. */
  readonly linkSpeed?: BitsPerSecond;
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The folder that relative file names in the testbed are relative to. */
  readonly folder: string;
}
