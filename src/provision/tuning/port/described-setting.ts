import type { z } from 'zod';
import type { Host } from '../../../host/host.js';
import type { Argv } from '../../../model/command.js';
import type { Json } from '../../../model/json.js';

/** Other settings that a change loses, such as those of queues that are recreated. */
export interface Loses {
  /** @param place the namespace of the port */
  readonly read: (place: Host, port: string, signal?: AbortSignal) => Promise<Json>;
  /** Restores what has changed. */
  readonly restore: (place: Host, port: string, kept: Json) => Promise<void>;
}

/** A setting of NICs: how it is read and changed, and what a testbed can request. */
export interface PortSetting<Kind extends string, Wanted extends Json, Value extends Json> {
  readonly kind: Kind;
  /** In words: `pause frames`. */
  readonly setting: string;
  /** What a testbed requests. */
  readonly wanted: z.ZodType<Wanted>;
  /** All that the driver reports about it. */
  readonly value: z.ZodType<Value>;
  readonly read: (port: string) => Argv;
  /** Undefined, or a ParseFailure, for text in an unknown form. */
  readonly parse: (text: string) => Value | undefined;
  /** Whether ports without the setting comply. */
  readonly without?: ((wanted: Wanted) => boolean) | undefined;
  /** Why a port cannot comply, as far as its driver reports it beforehand. */
  readonly problem?: ((now: Value, wanted: Wanted) => string | undefined) | undefined;
  /** The value once the request is met. */
  readonly target: (now: Value, wanted: Wanted) => Value;
  /**
   * Whether a value that was read back meets the request, as a change may take other parts of the setting with
   * it. Default: if nothing is left to set.
   */
  readonly meets?: ((made: Value, wanted: Wanted) => boolean) | undefined;
  /** A lesser target, for drivers that reject the change to a target: they may have a part of it by other means. */
  readonly instead?: ((now: Value, target: Value) => Value) | undefined;
  /** The command that changes the present value to the target; undefined if they are the same. */
  readonly set: (port: string, now: Value, target: Value) => Argv | undefined;
  /** The request as a command, for `plan`. */
  readonly intended: (port: string, wanted: Wanted) => Argv;
  /** Other settings of a port that a change may lose. */
  readonly loses?: Loses | undefined;
}

/** Ports of one network namespace, and the requested value. */
export interface PortSettingSpec<Wanted> {
  readonly namespace?: string;
  readonly interfaces: readonly string[];
  readonly wanted: Wanted;
  /** A port whose driver has no such setting is skipped. */
  readonly optional?: boolean;
}
