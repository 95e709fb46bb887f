import { reasonOf } from '../../../src/model/failure.js';
import type { Attempt, Fault } from '../fault.js';
import type { Places } from '../lab/places.js';
import type { Asked } from './arguments.js';
import { drawFor } from './draw.js';
import type { Row } from './table.js';

const attempted = async (
  fault: Fault,
  places: Places,
  draw: ReturnType<typeof drawFor>,
  number: number,
): Promise<Attempt> => {
  try {
    return await fault.attempt(places, draw, number);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n')[1] : '';
    const what = `the try ended with: ${reasonOf(error)} ${stack?.trim() ?? ''}`;
    return { moment: 'unknown', problems: [{ kind: 'wrong', what }] };
  }
};

/** Where a campaign is made, and who follows it. */
export interface Setting {
  readonly places: Places;
  /** Aborted: the try under way is the last. */
  readonly signal: AbortSignal;
  /** Called after each try. */
  readonly onAttempt: (rows: readonly Row[], text: string) => Promise<void>;
}

/**
 * Makes every fault as often as asked for, one after another. What a try left behind does not disturb
 * the next: its lab is booted again.
 */
export const campaign = async (
  faults: Readonly<Record<string, Fault>>,
  asked: Asked,
  { places, signal, onAttempt }: Setting,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [name, fault] of Object.entries(faults)) {
    if (!asked.rows.includes(name)) continue;
    const attempts: Row['attempts'][number][] = [];
    rows.push({ name, title: fault.title, attempts });
    const end = asked.first + (asked.tries ?? fault.tries);
    for (let number = asked.first; number < end && !signal.aborted; number += 1) {
      const began = performance.now();
      const attempt = await attempted(fault, places, drawFor(asked.seed, name, number), number);
      const took = Math.round((performance.now() - began) / 1000);
      attempts.push({ number, ...attempt });
      const clean = attempt.problems.length === 0;
      if (!clean) await places.renew();
      const outcome = clean
        ? 'clean'
        : [...attempt.problems.map(({ what }) => what), `kept in ${places.keep()}`].join('\n  ');
      await onAttempt(rows, `${name} ${number}: ${attempt.moment}, ${took} s in all: ${outcome}`);
    }
  }
  return rows;
};
