import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';
import type { CheckFinding } from './finding.js';

/** Whether one setting is at least another: `max` is a receive ring of `max`, the same offloads and more. */
const covers = (set: unknown, wanted: unknown): boolean => {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    return JSON.stringify(set) === JSON.stringify(wanted);
  }
  return Object.entries(wanted).every(([name, value]) =>
    typeof set === 'object' && set !== null
      ? covers((set as Readonly<Record<string, unknown>>)[name], value)
      : covers(set, value),
  );
};

/** Whether settings fix what others would; any set of CPUs counts. */
const mends = (set: TuningSettings, wanted: TuningSettings): boolean =>
  Object.entries(wanted).every(([name, value]) =>
    name === 'cpus' ? set.cpus !== undefined : covers(set[name as keyof TuningSettings], value),
  );

/** Downgrades findings about settings that runs make themselves to notes. Pure. */
export const asSetDuringRuns =
  (set: TuningSettings | undefined) =>
  <Found extends CheckFinding>(found: Found): Found =>
    set !== undefined && found.tuning !== undefined && mends(set, found.tuning)
      ? { ...found, severity: 'notes', why: `${found.why}; runs set it, as the testbed says` }
      : found;
