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

/** What is no reason of a machine's. */
const ENDING: readonly FailureKind[] = ['interrupted', 'unreachable'];

/** What came of a step, as it was read on the machine before and after. */
export type Fix = { readonly setting: string } & (
  | { readonly state: 'changed'; readonly changes: readonly SettingChange[] }
  | {
      readonly state: 'refused';
      readonly reason: string;
      /** What is not as it was before: none where all is; absent where it could not be read again. */
      readonly remaining?: readonly SettingChange[] | undefined;
    }
);

/** Where fixes are made, and who is notified. */
export interface FixOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: Step) => void) | undefined;
}

const reasonFor = (error: Failure): string =>
  error instanceof TuningRefused
    ? `${error.facts.attempted}: ${error.refused.said}`
    : `${error.facts.attempted}: ${error.facts.got}`;

/** Why no step may be made on a machine; undefined where they may. */
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
    // Nothing is changed before it is read.
    if (before === undefined) return { setting, state: 'refused', reason, remaining: [] };
    // What the driver made of it was undone: this shows whether it is.
    const after = await step.read(host, signal).catch(() => undefined);
    const remaining = after === undefined ? undefined : settingChanges(before, after);
    return { setting, state: 'refused', reason, remaining };
  }
};

/**
 * Makes the settings that mend what was found on a machine, each by the step that a testbed's `tuning`
 * makes it by. They are in the machine's ledger: `vrbench teardown` sets them back; runs leave them. One
 * that is refused is undone, and keeps no other from being made. Where a run has left its changes, all are
 * refused.
 * @returns what was changed from what to what, and what was refused
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
