import type { DataPlaneName } from '../../model/data-plane.js';
import { groupBy } from '../../model/group-by.js';
import type { Bytes } from '../../model/units.js';
import type { RunRecord, TestResult } from '../../results/schema.js';
import type { TrialOf } from '../../rfc2544/sections/context.js';
import { worthOf } from '../environment.js';
import { settingOf, type Setting } from './setting.js';

/** A run that claims are judged by. */
export interface ClaimRun {
  readonly run: RunRecord;
  readonly trialOf: TrialOf;
}

/** The results of one data plane in one network of a run. */
export interface MeasuredPlace extends ClaimRun {
  readonly setting: Setting;
  readonly dataPlane: DataPlaneName;
  readonly results: readonly TestResult[];
}

/** What was measured in some runs with frames of a size over IPv4, without modifiers; nothing of simulated ones. */
export const measuredIn = (runs: readonly ClaimRun[], frameSize: Bytes): readonly MeasuredPlace[] =>
  runs.flatMap(({ run, trialOf }): readonly MeasuredPlace[] => {
    const setting = settingOf(run);
    if (!worthOf(run.environment).measured || setting.protocol !== 'ipv4') return [];
    const cells = run.results.filter(
      ({ modifier = 'none', ...cell }) => modifier === 'none' && cell.frameSize === frameSize,
    );
    return [...groupBy(cells, ({ dataPlane }) => dataPlane)].map(([dataPlane, own]) => ({
      ...{ run, trialOf, setting, dataPlane },
      results: own.map(({ result }) => result),
    }));
  });
