import type { Section, Value } from '../../model/section/section.js';
import { table, words } from '../../rfc2544/sections/table.js';
import type { RunRecord } from '../../results/schema.js';
import type { RunSections } from './run-sections.js';

/** `kernelRelease` as words: `kernel release`. */
const wordsOf = (key: string): string =>
  key.replaceAll(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A hash (SHA-256), of which the first digits tell; run.json has it all. */
const HASH = /^[0-9a-f]{64}$/;
const SHOWN_OF_A_HASH = 16;

const leafText = (value: unknown): string => {
  if (value === null) return 'not reported';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return JSON.stringify(value);
  return HASH.test(value) ? `${value.slice(0, SHOWN_OF_A_HASH)}...` : value;
};

/** Settings that are on or off, such as offloads: `on: tso, gro; off: lro`. */
const switchesText = (settings: Readonly<Record<string, unknown>>): string => {
  const of = (state: boolean): string =>
    Object.entries(settings)
      .filter(([, value]) => value === state)
      .map(([name]) => name)
      .join(', ');
  const parts = [
    ['on', of(true)],
    ['off', of(false)],
  ].filter(([, names]) => names !== '');
  return parts.map(([state, names]) => `${state}: ${names}`).join('; ');
};

/** What an entry of a list is called: by its name, or by its number. */
const entryName = (entry: unknown, index: number): string => {
  const { name } = isRecord(entry) ? entry : {};
  return typeof name === 'string' ? name : `${index + 1}`;
};

type Line = readonly [what: string, value: string];

/** Every value within a value, by its place in words; however deep, and whatever is added to it. */
const linesOf = (value: unknown, place: readonly string[]): readonly Line[] => {
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    if (!value.some((each) => typeof each === 'object' && each !== null)) {
      return [[place.join(' '), value.map(leafText).join(', ')]];
    }
    return value.flatMap((each: unknown, index) =>
      linesOf(each, [...place, entryName(each, index)]),
    );
  }
  if (!isRecord(value)) return [[place.join(' '), leafText(value)]];
  const inside = Object.entries(value).filter(([, each]) => each !== undefined);
  if (inside.length > 1 && inside.every(([, each]) => typeof each === 'boolean')) {
    return [[place.join(' '), switchesText(value)]];
  }
  return inside.flatMap(([key, each]) => linesOf(each, [...place, wordsOf(key)]));
};

/** What is not of a role: modules, the test frames' own table, and so on. */
const ELSEWHERE: readonly string[] = ['roles', 'testFrames'];

const rowsOf = ({
  setup,
  controller,
  vrbench,
  environment,
}: RunRecord): readonly (readonly Value[])[] => {
  const rows = (where: string, value: unknown): readonly (readonly Value[])[] =>
    linesOf(value, []).map(([what, text]) => [where, what, text]);
  const roles = Object.entries(setup?.roles ?? {});
  const rest = Object.entries(setup ?? {}).filter(([key]) => !ELSEWHERE.includes(key));
  return [
    ...rows('vrbench', vrbench),
    ...rows('controller', controller),
    ...rows('environment', environment),
    ...roles.flatMap(([role, { machine, ...own }]) => rows(`${machine} (${role})`, own)),
    ...rows('all', Object.fromEntries(rest)),
  ];
};

/** Everything that is known of the machines and programs of a run: what its numbers can be traced to. */
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
          'Machines, their settings, and what they ran',
          [words('machine', 'machine'), words('what', 'what'), words('value', 'value')],
          rowsOf(run),
        ),
      ],
      detail: true,
    },
  ];
};
