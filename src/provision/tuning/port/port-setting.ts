import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { query } from '../../../host/query.js';
import { ask, asOne, type Readout } from '../../../linux/text/query.js';
import type { Argv, Command } from '../../../model/command.js';
import type { Json } from '../../../model/json.js';
import { attemptAll, commandIn } from '../../commands.js';
import { CommandFailed } from '../../../host/errors.js';
import { defineStep, type StepDefinition } from '../../define-step.js';
import { lastWords } from '../../../linux/text/error-lines.js';
import { TuningRefused } from '../refusal.js';
import { settingText } from '../setting-text.js';
import { awaitCarriers, withCarrier } from './carriers.js';

/** Other settings that a change loses, such as those of queues that are recreated. */
export interface Loses {
  /** @param place the namespace of the port */
  readonly read: (place: Host, port: string, signal?: AbortSignal) => Promise<Json>;
  /** Restores what has changed. */
  readonly restore: (place: Host, port: string, kept: Json) => Promise<void>;
}

/** A setting of NICs: how it is read and changed, and what a testbed can request. */
interface PortSetting<Kind extends string, Wanted extends Json, Value extends Json> {
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

/** The previous values of ports that have the setting, and the settings that a change may lose. */
type Before<Value> = readonly {
  readonly interface: string;
  readonly value: Value;
  readonly kept?: Json;
}[];

type Readings<Value> = Readonly<Record<string, Readout<Value>>>;

/**
 * Defines a step that changes a setting of NICs. A port that already complies is not touched. The result is
 * read back, and a link that was up is awaited, as some drivers renegotiate.
 */
export const portSetting = <const Kind extends string, Wanted extends Json, Value extends Json>(
  own: PortSetting<Kind, Wanted, Value>,
): StepDefinition<Kind, PortSettingSpec<Wanted> & Json> => {
  type Spec = PortSettingSpec<Wanted> & Json;
  const specSchema = z.strictObject({
    namespace: z.exactOptional(z.string()),
    interfaces: z.array(z.string()).min(1).readonly(),
    wanted: own.wanted,
    optional: z.exactOptional(z.boolean()),
  }) as unknown as z.ZodType<Spec>;
  const beforeSchema = z.array(
    z.strictObject({ interface: z.string(), value: own.value, kept: z.exactOptional(z.json()) }),
  ) as unknown as z.ZodType<Before<Value> & Json>;

  const readings = (
    host: Host,
    { namespace }: Pick<Spec, 'namespace'>,
    ports: readonly string[],
    signal?: AbortSignal,
  ): Promise<Readings<Value>> =>
    query(
      host.in(namespace),
      asOne<Readings<Value>>(
        Object.fromEntries(ports.map((port) => [port, ask(own.read(port), own.parse)])),
      ),
      { signal },
    );

  const refusal = (host: Host, { wanted }: Spec, port: string, said: string): TuningRefused =>
    new TuningRefused({
      setting: own.setting,
      port,
      wanted: settingText(wanted),
      machine: host.name,
      said,
    });

  const valuesOf = (host: Host, spec: Spec, read: Readings<Value>): Before<Value> =>
    spec.interfaces.flatMap((port) => {
      const found = read[port] ?? { unread: 'not read' };
      if ('value' in found) return [{ interface: port, value: found.value }];
      if (spec.optional === true || own.without?.(spec.wanted) === true) return [];
      throw refusal(host, spec, port, found.unread);
    });

  return defineStep<Kind, Spec, Before<Value> & Json>({
    kind: own.kind,
    spec: specSchema,
    before: beforeSchema,
    independent: true,
    describe: ({ namespace, interfaces, wanted }) =>
      interfaces.map((port) => commandIn(namespace, { argv: own.intended(port, wanted) })),
    read: async (host, spec, signal) => {
      const values = valuesOf(host, spec, await readings(host, spec, spec.interfaces, signal));
      for (const { interface: port, value } of values) {
        const problem = own.problem?.(value, spec.wanted);
        if (problem !== undefined) throw refusal(host, spec, port, problem);
      }
      const { loses } = own;
      if (loses === undefined) return values;
      const place = host.in(spec.namespace);
      return Promise.all(
        values.map(async (each) => ({
          ...each,
          kept: await loses.read(place, each.interface, signal),
        })),
      );
    },
    apply: async (host, spec, signal) => {
      const { interfaces, wanted } = spec;
      const place = host.in(spec.namespace);
      const now = valuesOf(host, spec, await readings(host, spec, interfaces, signal));
      const changes = now.flatMap(({ interface: port, value }) => {
        const target = own.target(value, wanted);
        const argv = own.set(port, value, target);
        return argv === undefined ? [] : [{ port, target, argv }];
      });
      if (changes.length === 0) return;
      const changed = changes.map(({ port }) => port);
      const linked = await withCarrier(place, changed, signal);
      for (const { port, argv } of changes) {
        const output = await place.attempt(argv, { signal });
        if (output.exitCode !== 0) throw refusal(host, spec, port, lastWords(output));
      }
      await awaitCarriers(place, own.setting, linked, signal);
      const after = await readings(host, spec, changed, signal);
      for (const { port, target } of changes) {
        const made = after[port];
        if (made === undefined || 'unread' in made) {
          throw refusal(host, spec, port, made?.unread ?? 'it can no longer be read');
        }
        if (own.set(port, made.value, target) === undefined) continue;
        throw refusal(host, spec, port, `the driver set it to: ${settingText(made.value)}`);
      }
    },
    undo: async (host, spec, before) => {
      const now = await readings(
        host,
        spec,
        before.map(({ interface: port }) => port),
      );
      const commands = before.flatMap(({ interface: port, value }): Command[] => {
        const found = now[port];
        // A port that no longer exists has nothing to restore.
        if (found === undefined || 'unread' in found) return [];
        const argv = own.set(port, found.value, value);
        return argv === undefined ? [] : [{ argv }];
      });
      const outputs = await attemptAll(host.in(spec.namespace), commands);
      const failed = outputs.find(({ exitCode }) => exitCode !== 0);
      if (failed !== undefined) {
        throw new CommandFailed(host.name, failed, `restoring ${own.setting}`);
      }
      for (const { interface: port, kept } of before) {
        if (kept !== undefined) await own.loses?.restore(host.in(spec.namespace), port, kept);
      }
    },
  });
};
