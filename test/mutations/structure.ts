import fc from 'fast-check';
import { parse, stringify } from 'yaml';

type Path = readonly (string | number)[];

/** Values that are wrong in most places, and at the edge of what is right in some. */
const NASTY: readonly unknown[] = [
  ...[null, true, [], {}, [[]], [null], { a: 1 }, '', ' ', '~', 'yes', '0x10', '1e3', '1_000'],
  ...[
    0,
    1,
    -1,
    0.5,
    2,
    16,
    63,
    64,
    65,
    255,
    1000,
    1001,
    4096,
    2 ** 31,
    2 ** 53,
    1e308,
    5e-324,
    NaN,
    Infinity,
  ],
  ...[
    '0 s',
    '0.4 ns',
    '1 ns',
    '1 us',
    '2 min',
    '240 h',
    '240.1 h',
    '99999999999 h',
    '25 h',
    '-1 s',
    '1 day',
  ],
  ...[
    '0 pps',
    '0.0001 pps',
    '1 pps',
    '999 kpps',
    '1000000 Mpps',
    '1000001 Mpps',
    `${'9'.repeat(400)} pps`,
  ],
  ...['0 %', '0.000000001 %', '0.01 %', '50 %', '99.9999999 %', '100 %', '100.1 %'],
  ...['1 Mb/s', '10000 Gb/s', '0 Gb/s', `0.${'0'.repeat(290)}1 Mb/s`, '10 Mb/s', '400 Gb/s'],
  ...[
    '.',
    '..',
    'all',
    'default',
    'lo',
    'eth0',
    'a b',
    'host:22',
    'a@b',
    '-x',
    '__proto__',
    'constructor',
  ],
  ...[
    'x'.repeat(16),
    'x'.repeat(30),
    'x'.repeat(300),
    'a/b',
    '/',
    '/etc/passwd',
    '~root/x',
    'a\0b',
    'a\nb',
  ],
  ...[
    "a'b",
    'a"b',
    'a\\b',
    'a#b',
    'a\u202eb',
    '\ufeff',
    '\u001b[2J',
    'none',
    'auto',
    'udp4',
    'shared',
    'own',
  ],
];

const pathsIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => pathsIn(each, [...path, index]))
    : Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return [path, ...inner];
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (within, part) =>
      typeof within === 'object' && within !== null ? Reflect.get(within, part) : undefined,
    value,
  );

/** A value with another at a path; without it where that is undefined. */
const changedAt = (
  value: unknown,
  [part, ...rest]: Path,
  change: (old: unknown) => unknown,
): unknown => {
  if (part === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const changed = changedAt(Reflect.get(value, part), rest, change);
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, index) => {
      if (index !== part) return [each];
      return changed === undefined ? [] : [changed];
    });
  }
  const entries = Object.entries(value).filter(([key]) => key !== part);
  return Object.fromEntries(
    changed === undefined ? entries : [...entries, [String(part), changed]],
  );
};

const renamedAt = (value: unknown, path: Path, name: string): unknown => {
  const [last, parent] = [path.at(-1), path.slice(0, -1)];
  if (typeof last !== 'string') return value;
  return changedAt(value, parent, (mapping) =>
    Object.fromEntries(
      Object.entries(mapping as object).map(([key, each]) => [key === last ? name : key, each]),
    ),
  );
};

const repeatedAt = (value: unknown, path: Path, times: number): unknown =>
  changedAt(value, path, (old) =>
    Array.isArray(old) ? Array.from({ length: times }, () => old as unknown[]).flat() : old,
  );

type Change = (value: unknown) => unknown;

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const nasty = fc.constantFrom(...NASTY);

const placed =
  (fractionOf: number, change: (value: unknown, path: Path) => unknown): Change =>
  (value) => {
    const paths = pathsIn(value);
    const path = paths[Math.floor(paths.length * fractionOf)];
    return path === undefined ? value : change(value, path);
  };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fraction, nasty)
      .map(([place, other]) => placed(place, (value, path) => changedAt(value, path, () => other))),
  },
  {
    weight: 2,
    arbitrary: fraction.map((place) =>
      placed(place, (value, path) => changedAt(value, path, () => undefined)),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fraction, fraction).map(([place, from]) =>
      placed(place, (value, path) => {
        const paths = pathsIn(value);
        const other = valueAt(value, paths[Math.floor(paths.length * from)] ?? []);
        return changedAt(value, path, () => other);
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fraction, nasty)
      .map(([place, name]) => placed(place, (value, path) => renamedAt(value, path, String(name)))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fraction, fc.constantFrom(2, 3, 70))
      .map(([place, times]) => placed(place, (value, path) => repeatedAt(value, path, times))),
  },
);

/** The text of a YAML file whose values were dropped, moved, repeated or replaced. */
export const restructured = (text: string): fc.Arbitrary<string> =>
  fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const changed = changes.reduce<unknown>((value, each) => each(value), parse(text));
    return stringify(changed ?? null, { aliasDuplicateObjects: false });
  });
