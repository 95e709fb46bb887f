import type { DataPlaneName } from '../../model/data-plane.js';
import { groupBy } from '../../model/group-by.js';
import {
  functionLabel,
  type FunctionCost,
  type InstructionProfile,
} from '../../model/instruction-profile.js';
import { sum } from '../../model/numbers/sum.js';
import type { Difference, Remark, Section, Stacks, Table } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { KERNEL_PARTS, kernelPartOf } from './kernel-parts.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { leftOut } from '../../rfc2544/sections/left-out.js';
import { differences, numbers, table, words } from '../../rfc2544/sections/table.js';

/** The number of functions drawn. */
const TOP = 10;
/** The data plane that others are compared with. */
const REFERENCE: DataPlaneName = 'ip-forwarder';
/** The data plane whose functions are shown by default. */
const COMPARED: DataPlaneName = 'napi-macvlan';

const ports = (count: number): string => `${count} port${count === 1 ? '' : 's'}`;

const casesOf = (profiles: readonly InstructionProfile[]): readonly number[] =>
  [...new Set(profiles.map(({ ingressPorts }) => ingressPorts))].toSorted((a, b) => a - b);

/** The largest difference between trials, relative to their profile; null if none was repeated. */
const spreadOf = (profiles: readonly InstructionProfile[]): number | null => {
  const spreads = profiles.flatMap(({ trials, instructionsPerFrame }) =>
    trials.length < 2 ? [] : (Math.max(...trials) - Math.min(...trials)) / instructionsPerFrame,
  );
  return spreads.length === 0 ? null : Math.max(...spreads);
};

/** A row for each data plane, a column for each number of ingress ports. */
const overview = (profiles: readonly InstructionProfile[]): Table => {
  const cases = casesOf(profiles);
  const planes = [...new Set(profiles.map(planeName))];
  const rows = planes.map((plane) => {
    const own = profiles.filter((profile) => planeName(profile) === plane);
    const costs = cases.map(
      (count) =>
        own.find(({ ingressPorts }) => ingressPorts === count)?.instructionsPerFrame ?? null,
    );
    return [plane, ...costs, Math.max(...own.map(({ trials }) => trials.length)), spreadOf(own)];
  });
  const columns = [
    words('data-plane', 'data plane'),
    ...cases.map((count) => numbers(`ports-${count}`, ports(count), 'instructions')),
    numbers('trials', 'trials', 'count'),
    numbers('spread', 'spread of trials', 'ratio'),
  ];
  return table('Instructions per forwarded frame', columns, rows);
};

/**
 * Instructions per frame by part of the kernel, and those of all other functions: their sum is the
 * profile's.
 */
const amountsOf = ({ functions, instructionsPerFrame }: InstructionProfile): readonly number[] => {
  const parts = KERNEL_PARTS.map((part) =>
    sum(
      functions
        .filter((each) => kernelPartOf(each) === part)
        .map((each) => each.instructionsPerFrame),
    ),
  );
  return [...parts, Math.max(0, instructionsPerFrame - sum(parts))];
};

/** A strip for each data plane, of the parts of the kernel that a frame goes through. */
const strips = (profiles: readonly InstructionProfile[]): Stacks => {
  const planes = [...new Set(profiles.map(planeName))];
  return {
    kind: 'stacks',
    title: 'Instructions per forwarded frame, by part of the kernel',
    description:
      'By the names of functions, each counted without its callees; functions of no part are under all others.',
    unit: 'instructions',
    scale: 'amount',
    x: { title: 'data plane', unit: 'count', scale: 'category', labels: planes },
    parts: [...KERNEL_PARTS, 'all others'],
    groups: casesOf(profiles).map((count) => ({
      name: ports(count),
      bars: profiles
        .filter(({ ingressPorts }) => ingressPorts === count)
        .map((profile) => ({
          x: planes.indexOf(planeName(profile)),
          amounts: amountsOf(profile),
        })),
    })),
  };
};

const costsOf = (functions: readonly FunctionCost[]): ReadonlyMap<string, number> =>
  new Map(functions.map((each) => [functionLabel(each), each.instructionsPerFrame]));

/** Costs of a data plane's functions compared with a reference, the most expensive first. */
const comparison = (own: InstructionProfile, reference: InstructionProfile): Difference => {
  const [costs, others] = [costsOf(own.functions), costsOf(reference.functions)];
  const rows = [...new Set([...costs.keys(), ...others.keys()])]
    .map((label) => {
      const [here, there] = [costs.get(label) ?? 0, others.get(label) ?? 0];
      return { label, here, there };
    })
    .toSorted((one, other) => other.here - one.here || other.there - one.there)
    .map(({ label, here, there }) => [label, here, there, here - there]);
  const columns = [
    words('function', 'function'),
    numbers(planeName(own), planeName(own), 'instructions'),
    numbers(planeName(reference), planeName(reference), 'instructions'),
    differences('difference', 'difference', 'instructions'),
  ];
  const title = `Instructions per forwarded frame by function, ${planeName(own)} against ${planeName(reference)}, ${ports(own.ingressPorts)}`;
  return {
    kind: 'difference',
    table: table(title, columns, rows),
    from: planeName(reference),
    to: planeName(own),
    top: TOP,
  };
};

/**
 * Data planes compared with the reference in the same network, case by case; nothing if the
 * reference was not profiled.
 */
const comparisons = (
  profiles: readonly InstructionProfile[],
  which: (name: DataPlaneName) => boolean,
): readonly Difference[] =>
  casesOf(profiles)
    .map((count) => profiles.filter(({ ingressPorts }) => ingressPorts === count))
    .flatMap((own) => [...groupBy(own, ({ network }) => network).values()])
    .flatMap((own) => {
      const reference = own.find(({ dataPlane }) => dataPlane === REFERENCE);
      if (reference === undefined) return [];
      return own
        .filter((profile) => profile !== reference && which(profile.dataPlane))
        .map((profile) => comparison(profile, reference));
    });

const headline = (profiles: readonly InstructionProfile[]): readonly Remark[] =>
  profiles.map((profile) => ({
    level: 'result',
    text: sentence`${planeName(profile)}, ${ports(profile.ingressPorts)}: ${quantity(profile.instructionsPerFrame, 'instructions')} per frame`,
  }));

/** What a forwarded frame costs in instructions: in all, then by function. */
export const instructionSections = (
  profiles: readonly InstructionProfile[],
): readonly Section[] => {
  if (profiles.length === 0) return [];
  const others = comparisons(profiles, (name) => name !== COMPARED);
  return [
    {
      id: 'instructions',
      title: 'Instructions per forwarded frame',
      headline: headline(profiles),
      remarks: [
        {
          level: 'note',
          text: [
            'Instructions of an emulated processor, not cycles: no caches, no cost of interrupts or DMA.',
          ],
        },
        ...leftOut(profiles.map(({ dataPlane }) => dataPlane)),
      ],
      blocks: [
        overview(profiles),
        strips(profiles),
        ...comparisons(profiles, (name) => name === COMPARED),
      ],
      detail: false,
    },
    ...(others.length === 0
      ? []
      : [
          {
            id: 'instructions-by-function',
            title: 'Functions of the other data planes',
            headline: [],
            remarks: [],
            blocks: others,
            detail: true,
          },
        ]),
  ];
};
