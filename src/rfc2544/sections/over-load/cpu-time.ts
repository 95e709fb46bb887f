import type { Lines, Remark, Table } from '../../../model/section/section.js';
import { sum } from '../../../model/numbers/sum.js';
import type { CpuUse, TrialResult } from '../../../model/trial.js';
import { forwardedOf } from './at-loads.js';
import { conditionText, modifiedPlane, type ReportContext } from '../context.js';
import type { LoadsOfCell } from './load-table.js';
import { cellColumns, cellValues, numbers, table } from '../table.js';
import { byCondition } from './fates.js';

type Activity = Exclude<keyof CpuUse, 'cpu'>;

/** The columns of a CPU's time, in the order of a table. */
const ACTIVITIES: readonly { readonly activity: Activity; readonly title: string }[] = [
  { activity: 'softirq', title: 'softirq' },
  { activity: 'irq', title: 'irq' },
  { activity: 'system', title: 'system' },
  { activity: 'user', title: 'user' },
  { activity: 'steal', title: 'steal' },
  { activity: 'idle', title: 'idle' },
];

/** The fraction of a CPU's time spent on an activity, from 0 to 1. */
const shareOf = (use: CpuUse, activity: Activity): number => {
  const all = sum(ACTIVITIES.map((each) => use[each.activity]));
  return all === 0 ? 0 : use[activity] / all;
};

/** The CPU of a machine that spent most in soft interrupts; undefined if that was not read. */
export const forwardingCpu = (
  { processors }: TrialResult,
  machine: string | undefined,
): CpuUse | undefined => {
  const found = processors?.machines.find((each) => each.machine === machine);
  const [first] = (found?.cpus ?? []).toSorted(
    (one, other) => shareOf(other, 'softirq') - shareOf(one, 'softirq') || one.cpu - other.cpu,
  );
  return first;
};

const INTERVAL =
  'From before the generator starts until after it ends, without the waits before and after: short trials include' +
  ' idle time at both ends. A kernel without CONFIG_IRQ_TIME_ACCOUNTING samples these times at its tick.';

type Context = Pick<ReportContext, 'trialOf' | 'dut'>;

const measuredOf = (cell: LoadsOfCell, { trialOf, dut }: Context) =>
  forwardedOf(cell.result, trialOf).flatMap((each) => {
    const cpu = forwardingCpu(each.trial, dut);
    return cpu === undefined ? [] : [{ ...each, cpu }];
  });

/** What the forwarding CPU did at each load; nothing if that was not read. */
const cpuTable = (cells: readonly LoadsOfCell[], context: Context): readonly Table[] => {
  const rows = cells.flatMap((cell) =>
    measuredOf(cell, context).map(({ offered, cpu }) => [
      ...cellValues(cell),
      offered,
      cpu.cpu,
      ...ACTIVITIES.map(({ activity }) => shareOf(cpu, activity)),
    ]),
  );
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(cells),
    numbers('offered-load', 'offered', 'pps'),
    numbers('cpu', 'CPU', 'count'),
    ...ACTIVITIES.map(({ activity, title }) => numbers(activity, title, 'ratio')),
  ];
  return [table("Time of the DUT's CPU with most soft interrupts", columns, rows)];
};

/** The share of soft interrupts over the load, under one condition; nothing for a single load. */
const softirqCurve = (cells: readonly LoadsOfCell[], context: Context): readonly Lines[] => {
  const series = cells.flatMap((cell) => {
    const points = measuredOf(cell, context).map(({ load, offered, cpu }) => {
      const y = shareOf(cpu, 'softirq');
      const trials =
        cell.result.loads.find(({ intendedLoad }) => intendedLoad === load)?.trials ?? [];
      return { x: offered, y, least: y, greatest: y, trials };
    });
    return points.length < 2 ? [] : [{ name: modifiedPlane(cell), points }];
  });
  const [first] = cells;
  if (first === undefined || series.length === 0) return [];
  return [
    {
      kind: 'lines',
      title: `Soft interrupts of the DUT's busiest CPU over offered load, ${conditionText(first)}`,
      description: INTERVAL,
      x: { title: 'offered load', unit: 'pps', scale: 'linear' },
      y: { title: 'softirq', unit: 'ratio', scale: 'linear' },
      series,
      references: [],
    },
  ];
};

/** A remark if CPU times were not read although there was a DUT with trials. */
export const cpuRemarks = (cells: readonly LoadsOfCell[], context: Context): readonly Remark[] => {
  const forwarded = cells.flatMap((cell) => forwardedOf(cell.result, context.trialOf));
  const read = forwarded.some(({ trial }) => forwardingCpu(trial, context.dut) !== undefined);
  return context.dut === undefined || forwarded.length === 0 || read
    ? []
    : [{ level: 'note', text: ["The DUT's CPU times were not read in these trials."] }];
};

/** What the DUT's CPU did over the load, as a table and a figure for each frame size. */
export const cpuBlocks = (
  cells: readonly LoadsOfCell[],
  context: Context,
): readonly (Table | Lines)[] => [
  ...cpuTable(cells, context),
  ...byCondition(cells).flatMap((group) => softirqCurve(group, context)),
];
