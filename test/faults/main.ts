import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArguments, type Asked } from './campaign/arguments.js';
import { campaign } from './campaign/campaign.js';
import { isClean, tableText, type Row } from './campaign/table.js';
import { FAULTS } from './index.js';
import { openPlaces } from './lab/places.js';

const WIDTH = 100;
const USAGE_EXIT = 2;

const keep = async (file: string, seed: number, rows: readonly Row[]): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ seed, rows }, null, 2)}\n`);
};

const asks = (argv: readonly string[]): Asked | undefined => {
  try {
    return parseArguments(argv, process.env, {
      known: Object.keys(FAULTS),
      anySeed: Date.now() % 1_000_000,
    });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return undefined;
  }
};

/** Aborted by ^C: the try under way is finished, and the labs are ended. */
const interruption = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      process.stderr.write('the try under way is the last one; once more ends it, too\n');
      stop.abort();
    });
  }
  return stop.signal;
};

/** Makes a campaign. @returns the exit code: 0 where nothing was left behind, lost or wrong */
export const main = async (argv: readonly string[]): Promise<number> => {
  const asked = asks(argv);
  if (asked === undefined) return USAGE_EXIT;
  process.stderr.write(`seed ${asked.seed}\n`);
  await using places = await openPlaces();
  const rows = await campaign(FAULTS, asked, {
    places,
    signal: interruption(),
    onAttempt: async (sofar, text) => {
      process.stderr.write(`${text}\n`);
      await keep(asked.json, asked.seed, sofar);
    },
  });
  process.stdout.write(`${tableText(rows, WIDTH)}\n`);
  return isClean(rows) ? 0 : 1;
};
