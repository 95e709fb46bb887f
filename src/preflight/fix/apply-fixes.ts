import type { LockedHost } from '../../host/locked-host.js';
import { Interrupted, PreconditionFailure } from '../../model/failure.js';
import type { Json } from '../../model/json.js';
import { claim, LASTING, provision } from '../../provision/provision.js';
import type { Step } from '../../provision/step.js';
import { TuningRefused } from '../../provision/tuning/refusal.js';
import { settingChanges, type SettingChange } from '../../provision/tuning/setting-text.js';
import type { CheckFinding } from '../finding.js';
import type { MachineSubject } from '../subject.js';
import { fixingSteps } from './fixing-steps.js';

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

const reasonFor = (error: PreconditionFailure): string =>
  error instanceof TuningRefused
    ? `${error.facts.attempted}: ${error.refused.said}`
    : `${error.facts.attempted}: ${error.facts.got}`;

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
    if (!(error instanceof PreconditionFailure) || error instanceof Interrupted) throw error;
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
 * that is refused is undone, and keeps no other from being made.
 * @returns what was changed from what to what, and what was refused
 * @throws PreconditionFailure where a run holds the machine; Interrupted; what Host.run throws
 */
export const applyFixes = async (
  host: LockedHost,
  subject: MachineSubject,
  found: readonly CheckFinding[],
  options: FixOptions = {},
): Promise<readonly Fix[]> => {
  const steps = fixingSteps(subject, found);
  if (steps.length > 0) await claim(host, LASTING, options.signal);
  const fixes: Fix[] = [];
  for (const step of steps) fixes.push(await fixOf(host, step, options));
  return fixes;
};
