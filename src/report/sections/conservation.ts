import type { Remark, Section } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { hasFigures } from '../../model/trial.js';
import type { TrialRecord } from '../../results/schema.js';

/** A warning about trials without figures; nothing if there are none. */
const unknown = (broken: number, all: number): readonly Remark[] => {
  if (broken === 0) return [];
  const counts = [quantity(broken, 'count'), quantity(all, 'count')] as const;
  const text = sentence`${counts[0]} of ${counts[1]} trials have no figures: it is unknown where their frames went.`;
  return [{ level: 'warning', text }];
};

/** Whether the frames of all trials add up: offered = received by the sink + located losses. */
export const conservation = (_: unknown, trials: readonly TrialRecord[]): readonly Section[] => {
  if (trials.length === 0) return [];
  // One at a time: a journal may not fit into memory.
  let [measured, open, missing] = [0, 0, 0];
  for (const { result } of trials) {
    if (!hasFigures(result)) continue;
    measured += 1;
    if (result.unlocated !== 0) open += 1;
    missing += Math.abs(result.unlocated);
  }
  const frames = quantity(missing, 'frames');
  const counts = [quantity(open, 'count'), quantity(measured, 'count')] as const;
  const broken = unknown(trials.length - measured, trials.length);
  const remark: Remark =
    open === 0
      ? {
          level: 'note',
          text: ['Every frame is accounted for: offered = received by the sink + located losses.'],
        }
      : {
          level: 'warning',
          text: sentence`${counts[0]} of ${counts[1]} trials have frames unaccounted for, ${frames} in all.`,
        };
  const title = 'Frame conservation';
  const remarks = [...(measured === 0 ? [] : [remark]), ...broken];
  return [{ id: 'conservation', title, headline: [], remarks, blocks: [], detail: false }];
};
