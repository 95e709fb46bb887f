import { z } from 'zod';
import type { Host, Output } from '../../../host/host.js';
import { query } from '../../../host/query.js';
import { ask, asOne, type Readout } from '../../../linux/text/query.js';
import type { Json } from '../../../model/json.js';
import { commandIn } from '../../commands.js';
import { CommandFailed } from '../../../host/errors.js';
import { defineStep, type StepDefinition } from '../../define-step.js';
import { lastWords } from '../../../linux/text/error-lines.js';
import { TuningRefused } from '../refusal.js';
import { settingText } from '../setting-text.js';
import { awaitCarriers, withCarrier } from './carriers.js';
import type { PortSetting, PortSettingSpec } from './described-setting.js';

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

  /**
   * Sets a port to a target, or to a lesser one if its driver rejects that.
   * @returns what the driver said, if it rejected the first; undefined if there was nothing to set
   */
  const setTo = async (
    place: Host,
    port: string,
    now: Value,
    target: Value,
    signal?: AbortSignal,
  ): Promise<{ readonly accepted: boolean; readonly first: Output } | undefined> => {
    const argv = own.set(port, now, target);
    if (argv === undefined) return undefined;
    const first = await place.attempt(argv, { signal });
    if (first.exitCode === 0 || own.instead === undefined) {
      return { accepted: first.exitCode === 0, first };
    }
    const other = own.set(port, now, own.instead(now, target));
    if (other?.join(' ') === argv.join(' ')) return { accepted: false, first };
    const accepted = other === undefined || (await place.attempt(other, { signal })).exitCode === 0;
    return { accepted, first };
  };

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
        return own.set(port, value, target) === undefined ? [] : [{ port, value, target }];
      });
      if (changes.length === 0) return;
      const changed = changes.map(({ port }) => port);
      const linked = await withCarrier(place, changed, signal);
      const said = new Map<string, string>();
      for (const { port, value, target } of changes) {
        const outcome = await setTo(place, port, value, target, signal);
        if (outcome === undefined || outcome.first.exitCode === 0) continue;
        const words = lastWords(outcome.first);
        if (!outcome.accepted) throw refusal(host, spec, port, words);
        said.set(port, words);
      }
      await awaitCarriers(place, own.setting, linked, signal);
      const after = await readings(host, spec, changed, signal);
      for (const { port, target } of changes) {
        const made = after[port];
        if (made === undefined || 'unread' in made) {
          throw refusal(host, spec, port, made?.unread ?? 'it can no longer be read');
        }
        const { value } = made;
        const met = own.meets?.(value, wanted) ?? own.set(port, value, target) === undefined;
        if (met) continue;
        const words = said.get(port) ?? `the driver set it to: ${settingText(value)}`;
        throw refusal(host, spec, port, words);
      }
    },
    undo: async (host, spec, before) => {
      const now = await readings(
        host,
        spec,
        before.map(({ interface: port }) => port),
      );
      const place = host.in(spec.namespace);
      const failed: Output[] = [];
      for (const { interface: port, value } of before) {
        const found = now[port];
        // A port that no longer exists has nothing to restore.
        if (found === undefined || 'unread' in found) continue;
        const outcome = await setTo(place, port, found.value, value);
        if (outcome?.accepted === false) failed.push(outcome.first);
      }
      const [first] = failed;
      if (first !== undefined)
        throw new CommandFailed(host.name, first, `restoring ${own.setting}`);
      for (const { interface: port, kept } of before) {
        if (kept !== undefined) await own.loses?.restore(place, port, kept);
      }
    },
  });
};
