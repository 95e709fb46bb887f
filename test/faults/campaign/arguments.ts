import { parseArgs } from 'node:util';

/** What a campaign is asked to do. */
export interface Asked {
  /** Rows of the table; all where none is named. */
  readonly rows: readonly string[];
  /** Of every row; each has its own number where it is absent. */
  readonly tries?: number | undefined;
  /** The number of the first try, from 1: a part of a campaign is the same as in the whole. */
  readonly first: number;
  readonly seed: number;
  /** Where the table is kept as JSON. */
  readonly json: string;
}

const USAGE = `usage: npm run test:faults -- [row ...] [--tries N] [--first N] [--seed N] [--json FILE]
also from the environment: FAULTS_TRIES, FAULTS_SEED`;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new RangeError(`${name}: ${text} is not a whole number\n${USAGE}`);
  }
  return value;
};

const OPTIONS = {
  tries: { type: 'string' },
  first: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
} as const;

/**
 * Reads the command line of a campaign. Pure.
 * @param known the names of the table's rows
 * @param anySeed where none is given
 * @throws RangeError
 */
export const parseArguments = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  { known, anySeed }: { readonly known: readonly string[]; readonly anySeed: number },
): Asked => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  const unknown = positionals.filter((row) => !known.includes(row));
  if (unknown.length > 0) {
    throw new RangeError(`no row ${unknown.join(', ')}; there are ${known.join(', ')}\n${USAGE}`);
  }
  const tries = values.tries ?? environment.FAULTS_TRIES;
  const seed = values.seed ?? environment.FAULTS_SEED;
  return {
    rows: positionals.length > 0 ? positionals : known,
    tries: tries === undefined ? undefined : wholeNumber('tries', tries),
    first: wholeNumber('first', values.first ?? '1'),
    seed: seed === undefined ? anySeed : wholeNumber('seed', seed),
    json: values.json ?? 'results/faults.json',
  };
};
