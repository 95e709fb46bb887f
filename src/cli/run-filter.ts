import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { ResultsEntry, RunEntry } from '../results/listing/list-runs.js';
import type { ListedRun } from '../results/listing/listed-run.js';

/** Which runs are listed; a run must meet all that are given. */
export interface RunFilter {
  readonly testbed?: string | undefined;
  readonly playbook?: string | undefined;
  readonly state?: ListedRun['state']['state'] | undefined;
  /** In ms since 1970. */
  readonly since?: number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A moment: `2026-11-20`, `2026-11-20T08:00Z`, or so long ago: `36h`, `7d`, `2w`. */
export const momentOf = (text: string, now = Date.now()): number => {
  const [, count, unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS[unit] ?? 0);
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new InvalidArgumentError('a date (2026-11-20), a time (2026-11-20T08:00Z), 36h, 7d or 2w.');
};

const meets = (run: ListedRun, { testbed, playbook, state, since }: RunFilter): boolean =>
  (testbed === undefined || run.testbed === testbed) &&
  (playbook === undefined || run.playbook === playbook) &&
  (state === undefined || run.state.state === state) &&
  (since === undefined || Date.parse(run.started) >= since);

/** What cannot be read might meet everything. */
const keptRun = (entry: RunEntry, filter: RunFilter): boolean =>
  entry.kind === 'unreadable' || meets(entry.run, filter);

/** The runs that meet a filter, and the sets that have any; all that cannot be read. */
export const filteredRuns = (
  entries: readonly ResultsEntry[],
  filter: RunFilter,
): readonly ResultsEntry[] => {
  if (Object.values(filter).every((each) => each === undefined)) return entries;
  return entries.flatMap((entry): readonly ResultsEntry[] => {
    if (entry.kind !== 'set') return keptRun(entry, filter) ? [entry] : [];
    const runs = entry.runs.filter((each) => keptRun(each, filter));
    return runs.length === 0 ? [] : [{ ...entry, runs }];
  });
};
