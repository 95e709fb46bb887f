import type { LockedHost } from '../../host/locked-host.js';
import { Failure, type FailureKind } from '../../model/failure.js';
import type { Json } from '../../model/json.js';
import { claim, LASTING, provision } from '../../provision/provision.js';
import type { Step } from '../../provision/step.js';
import { TuningRefused } from '../../provision/tuning/refusal.js';
import { settingChanges, type SettingChange } from '../../provision/tuning/setting-text.js';
import type { CheckFinding } from '../finding.js';
import type { MachineSubject } from '../subject.js';
import { fixingSteps } from './fixing-steps.js';

/** Failures that are not about a setting, and end the fixing. */
const ENDING: readonly FailureKind[] = ['interrupted', 'unreachable'];

/** The outcome of a step, from readings on the machine before and after. */
export type Fix = { readonly setting: string } & (
  | { readonly state: 'changed'; readonly changes: readonly SettingChange[] }
  | {
      readonly state: 'refused';
      readonly reason: string;
      /** What differs from before; empty if nothing does; absent if it could not be read again. */
      readonly remaining?: readonly SettingChange[] | undefined;
    }
);

/** Options of applying fixes. */
export interface FixOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: Step) => void) | undefined;
}

const reasonFor = (error: Failure): string =>
  error instanceof TuningRefused
    ? `${error.facts.attempted}: ${error.refused.said}`
    : `${error.facts.attempted}: ${error.facts.got}`;

/** Why no step may be applied on a machine; undefined if steps may. */
const obstacleOn = async (
  host: LockedHost,
  signal: AbortSignal | undefined,
): Promise<string | undefined> => {
  try {
    await claim(host, LASTING, signal);
    return undefined;
  } catch (error) {
    if (error instanceof Failure && !ENDING.includes(error.kind)) return reasonFor(error);
    throw error;
  }
};

const fixOf = async (
  host: LockedHost,
  step: Step,
  { signal, onStep }: FixOptions,
): Promise<Fix> => {
  const setting = step.kind;
  let before: Json | undefined;
  try {
    before = await step.read(host, signal);
    const onSteps = onStep === undefined ? {} : { onStep };
    await provision(host, [step], { runId: LASTING, signal, ...onSteps });
    const changes = settingChanges(before, await step.read(host, signal));
    return { setting, state: 'changed', changes };
  } catch (error) {
    if (!(error instanceof Failure) || ENDING.includes(error.kind)) throw error;
    const reason = reasonFor(error);
    // Nothing is changed before it has been read.
    if (before === undefined) return { setting, state: 'refused', reason, remaining: [] };
    // The step was undone: this shows whether completely.
    const after = await step.read(host, signal).catch(() => undefined);
    const remaining = after === undefined ? undefined : settingChanges(before, after);
    return { setting, state: 'refused', reason, remaining };
  }
};

/**
 * Applies the settings that fix findings on a machine, with the same steps as a testbed's `tuning`. They
 * are recorded in the machine's ledger: runs keep them, and `vrbench teardown` undoes them. A refused one
 * is undone, and does not keep others from being applied. If a run has left its changes, all are
 * refused.
 * @returns the old and new values of what was changed, and what was refused
 * @throws Interrupted; what Host.run throws
 */
export const applyFixes = async (
  host: LockedHost,
  subject: MachineSubject,
  found: readonly CheckFinding[],
  options: FixOptions = {},
): Promise<readonly Fix[]> => {
  const steps = fixingSteps(subject, found);
  if (steps.length === 0) return [];
  const reason = await obstacleOn(host, options.signal);
  if (reason !== undefined) {
    return steps.map(({ kind }) => ({ setting: kind, state: 'refused', reason, remaining: [] }));
  }
  const fixes: Fix[] = [];
  for (const step of steps) fixes.push(await fixOf(host, step, options));
  return fixes;
};
