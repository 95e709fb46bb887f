import type { z } from 'zod';
import type { Host } from '../host/host.js';
import type { Command } from '../model/command.js';
import type { Json } from '../model/json.js';
import { runInOrder } from './commands.js';
import type { Step } from './step.js';

/** The definition of a kind of step: its schemas in the ledger, and its operations. */
interface Behaviour<Kind extends string, Spec extends Json, Before extends Json> {
  /** Its name in the registry, in ledgers and in `plan`. */
  readonly kind: Kind;
  /** The step's parameters. Must read what earlier versions wrote. */
  readonly spec: z.ZodType<Spec>;
  /** The previous state of the machine that undo needs. Must read what earlier versions wrote. */
  readonly before: z.ZodType<Before>;
  /** The commands of `apply`, as far as they are known without the machine. Pure. */
  readonly describe: (spec: Spec) => readonly Command[];
  /** `read` does not depend on earlier steps, so every machine can be checked beforehand. */
  readonly independent?: true;
  /** @throws PreconditionFailure if the change cannot be made safely */
  readonly read: (host: Host, spec: Spec, signal?: AbortSignal) => Promise<Before>;
  /** Absent: runs the commands of `describe`. */
  readonly apply?: (host: Host, spec: Spec, signal?: AbortSignal) => Promise<void>;
  /** Works after a partial apply, and when repeated. */
  readonly undo: (host: Host, spec: Spec, before: Before) => Promise<void>;
}

/** A kind of step: called with a spec, it returns the step. */
export interface StepDefinition<Kind extends string = string, Spec extends Json = Json> {
  (spec: Spec): Step<Spec>;
  readonly kind: Kind;
  /** The step that a ledger entry of this kind records. @throws ZodError for another shape */
  fromLedger(spec: Json): Step;
  /** Whether a step is of this kind, whose spec then has its type. */
  is(step: Step): step is Step<Spec>;
}

/**
 * Defines a kind of step. It must be in the registry as well, or no later process can undo it.
 * A spec that could not be read back from the ledger is refused when the step is created.
 */
export const defineStep = <const Kind extends string, Spec extends Json, Before extends Json>(
  behaviour: Behaviour<Kind, Spec, Before>,
): StepDefinition<Kind, Spec> => {
  const { kind, describe } = behaviour;
  const make = (spec: Spec): Step<Spec> => ({
    kind,
    spec,
    independent: behaviour.independent === true,
    describe: () => describe(spec),
    read: (host, signal) => behaviour.read(host, spec, signal),
    apply: (host, signal) =>
      behaviour.apply === undefined
        ? runInOrder(host, describe(spec), signal)
        : behaviour.apply(host, spec, signal),
    undo: async (host, before) => {
      await behaviour.undo(host, spec, behaviour.before.parse(before));
    },
  });
  const checked = (spec: Json): Step<Spec> => make(behaviour.spec.parse(spec));
  return Object.assign((spec: Spec) => checked(spec), {
    kind,
    fromLedger: checked,
    is: (step: Step): step is Step<Spec> => step.kind === kind,
  });
};
