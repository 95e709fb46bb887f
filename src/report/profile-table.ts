import type { DataPlaneName } from '../model/data-plane.js';
import {
  functionLabel,
  type FunctionCost,
  type InstructionProfile,
} from '../model/instruction-profile.js';
import type { Style } from './style.js';
import { textTable, type Cell, type Column } from './text-table.js';

/** What a reader has to know before using the figures. */
export const INSTRUCTION_REMARK =
  'instructions of an emulated processor, not cycles: no caches, no cost of interrupts or DMA';

const SHOWN = 10;

const right = (title: string): Column => ({ title, align: 'right' });

const whole = (instructions: number): string => instructions.toFixed(0);

/** Rounded to nothing it is `0`, of either sign. */
const tenths = (instructions: number): string =>
  Math.abs(instructions) < 0.05 ? '0' : instructions.toFixed(1);

const signed = (instructions: number): string =>
  instructions >= 0.05 ? `+${tenths(instructions)}` : tenths(instructions);

const ports = (count: number): string => `${count} port${count === 1 ? '' : 's'}`;

/** The largest difference between trials, relative to their profile. */
const spread = ({ trials, instructionsPerFrame }: InstructionProfile): number =>
  (Math.max(...trials) - Math.min(...trials)) / instructionsPerFrame;

const spreadPercent = (profiles: readonly InstructionProfile[]): string => {
  const repeated = profiles.filter(({ trials }) => trials.length > 1);
  return repeated.length === 0 ? '-' : (100 * Math.max(...repeated.map(spread))).toFixed(3);
};

/**
 * Instructions per forwarded frame: a row for each data plane, a column for each number of ingress
 * ports, and how far trials of the same were apart at most.
 */
export const instructionTable = (
  profiles: readonly InstructionProfile[],
  style: Style,
): readonly string[] => {
  const dataPlanes = [...new Set(profiles.map(({ dataPlane }) => dataPlane))];
  const cases = [...new Set(profiles.map(({ ingressPorts }) => ingressPorts))].sort(
    (a, b) => a - b,
  );
  const rows = dataPlanes.map((dataPlane): readonly Cell[] => {
    const own = profiles.filter((profile) => profile.dataPlane === dataPlane);
    const cells = cases.map((count) => {
      const profile = own.find(({ ingressPorts }) => ingressPorts === count);
      return profile === undefined ? '-' : whole(profile.instructionsPerFrame);
    });
    return [dataPlane, ...cells, spreadPercent(own)];
  });
  const columns = [
    { title: 'instructions per frame', align: 'left' } as const,
    ...cases.map((count) => right(ports(count))),
    right('spread %'),
  ];
  return textTable(columns, rows, style);
};

const costs = (functions: readonly FunctionCost[]): ReadonlyMap<string, number> =>
  new Map(functions.map((each) => [functionLabel(each), each.instructionsPerFrame]));

const costRow = (label: string, own: number, reference: number): readonly Cell[] => [
  label,
  tenths(own),
  tenths(reference),
  signed(own - reference),
];

/**
 * Instructions per forwarded frame of a data plane's dearest functions, beside what the same
 * functions cost in a reference data plane. All others follow in one row, then the total.
 */
export const dearestFunctions = (
  profile: InstructionProfile,
  reference: InstructionProfile,
  style: Style,
  count = SHOWN,
): readonly string[] => {
  const elsewhere = costs(reference.functions);
  const shown = [...profile.functions]
    .sort((a, b) => b.instructionsPerFrame - a.instructionsPerFrame)
    .slice(0, count)
    .map((each) => {
      const label = functionLabel(each);
      return { label, own: each.instructionsPerFrame, reference: elsewhere.get(label) ?? 0 };
    });
  const others = {
    own: shown.reduce((left, { own }) => left - own, profile.instructionsPerFrame),
    reference: shown.reduce((left, each) => left - each.reference, reference.instructionsPerFrame),
  };
  const rows = [
    ...shown.map((each) => costRow(each.label, each.own, each.reference)),
    costRow('all others', others.own, others.reference),
    costRow('total', profile.instructionsPerFrame, reference.instructionsPerFrame),
  ];
  const columns = [
    { title: 'function', align: 'left' } as const,
    right(profile.dataPlane),
    right(reference.dataPlane),
    right('difference'),
  ];
  return textTable(columns, rows, style);
};

/** The data plane that others are compared with. */
const REFERENCE: DataPlaneName = 'ip-forwarder';
const COMPARED: DataPlaneName = 'napi-macvlan';

/** Profiles as text: what a frame costs everywhere, then where napi-macvlan spends it, case by case. */
export const instructionReport = (
  profiles: readonly InstructionProfile[],
  style: Style,
): readonly string[] => {
  const find = (dataPlane: DataPlaneName, ingressPorts: number) =>
    profiles.find((each) => each.dataPlane === dataPlane && each.ingressPorts === ingressPorts);
  const comparisons = [...new Set(profiles.map(({ ingressPorts }) => ingressPorts))].flatMap(
    (count) => {
      const [compared, reference] = [find(COMPARED, count), find(REFERENCE, count)];
      if (compared === undefined || reference === undefined) return [];
      const title = `Dearest functions of ${COMPARED}, ${ports(count)}: instructions per frame`;
      return ['', title, ...dearestFunctions(compared, reference, style)];
    },
  );
  return [
    `Instructions per forwarded frame (${INSTRUCTION_REMARK})`,
    ...instructionTable(profiles, style),
    ...comparisons,
  ];
};
