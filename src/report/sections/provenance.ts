import { groupBy } from '../../model/group-by.js';
import type { Block, Section, Value } from '../../model/section/section.js';
import { table, words } from '../../rfc2544/sections/table.js';
import type { RunRecord } from '../../results/schema.js';
import type { SetupFact } from '../../results/setup/fact.js';
import { setupFactsOf } from '../../results/setup/facts.js';
import type { RunSections } from './run-sections.js';

/** The name of a fact's place: roles by their machines, `dut port dut0` as it is. */
const placeOf = ({ setup }: RunRecord, where: string): string => {
  const role = Object.entries(setup?.roles ?? {}).find(([name]) => name === where);
  const machine = role?.[1].machine;
  return machine === undefined || machine === where ? where : `${machine} (${where})`;
};

/** A hash (SHA-256), of which only the first digits are shown; run.json has all of it. */
const HASH = /^[0-9a-f]{64}$/;
const SHOWN_OF_A_HASH = 16;

const valueOf = ({ value, reason }: SetupFact): string => {
  if (value !== null) return HASH.test(value) ? `${value.slice(0, SHOWN_OF_A_HASH)}...` : value;
  return reason === undefined ? 'unknown' : `unknown: ${reason}`;
};

/** Facts that are the same on several machines or ports are one row. */
const rowsOf = (run: RunRecord): readonly (readonly Value[])[] =>
  [
    ...groupBy(setupFactsOf(run), (fact) => JSON.stringify([fact.what, valueOf(fact)])).values(),
  ].flatMap((alike): (readonly Value[])[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const places = alike.map(({ where }) => placeOf(run, where)).join(', ');
    return [[places, first.what, valueOf(first)]];
  });

/** The settings that the run changed on the machines, with the values before. */
const tunedTable = ({ setup }: RunRecord): readonly Block[] => {
  const tuned = setup?.tuned ?? [];
  return tuned.length === 0
    ? []
    : [
        table(
          'Set for this run, and restored at its end',
          [
            words('where', 'where'),
            words('what', 'what'),
            words('before', 'before'),
            words('since', 'in the run'),
          ],
          tuned.map(({ where, what, one, other }) => [where, what, one, other]),
        ),
      ];
};

/** Everything known about the machines and programs of a run, to which its numbers can be traced. */
export const provenance: RunSections = (run): readonly Section[] => {
  const isSimulated = run.environment.kind === 'simulated';
  const unread =
    run.setup === null && !isSimulated
      ? [{ level: 'warning', text: ['The machines were not read.'] } as const]
      : [];
  return [
    {
      id: 'provenance',
      title: 'Provenance',
      headline: [],
      remarks: unread,
      blocks: [
        table(
          'Machines, their settings and software',
          [words('machine', 'where'), words('what', 'what'), words('value', 'value')],
          rowsOf(run),
        ),
        ...tunedTable(run),
      ],
      detail: true,
    },
  ];
};
