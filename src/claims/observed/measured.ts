import type { DataPlaneName } from '../../model/data-plane.js';
import { groupBy } from '../../model/group-by.js';
import type { Bytes } from '../../model/units.js';
import type { RunRecord, TestResult } from '../../results/schema.js';
import type { TrialOf } from '../../rfc2544/sections/context.js';
import { worthOf } from '../environment.js';
import { settingsOf, type Setting } from './setting.js';

/** A run used to judge claims. */
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

const inNetwork = (
  { run, trialOf }: ClaimRun,
  setting: Setting,
  cells: RunRecord['results'],
): readonly MeasuredPlace[] =>
  [...groupBy(cells, ({ dataPlane }) => dataPlane)].map(([dataPlane, own]) => ({
    ...{ run, trialOf, setting, dataPlane },
    results: own.map(({ result }) => result),
  }));

/** Measurements of runs with one frame size over IPv4, without modifiers; simulated runs are excluded. */
export const measuredIn = (runs: readonly ClaimRun[], frameSize: Bytes): readonly MeasuredPlace[] =>
  runs
    .filter(({ run }) => worthOf(run.environment).measured)
    .flatMap((each) => {
      const cells = each.run.results.filter(
        ({ modifier = 'none', ...cell }) => modifier === 'none' && cell.frameSize === frameSize,
      );
      return [...settingsOf(each.run)]
        .filter(([, { protocol }]) => protocol === 'ipv4')
        .flatMap(([name, setting]) =>
          inNetwork(
            each,
            setting,
            cells.filter(({ network }) => network === name),
          ),
        );
    });
