import type { Remark } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { sum } from '../../model/numbers/sum.js';
import type { RunSections } from './run-sections.js';

/** Whether the frames of all trials add up: offered = received by the sink + located losses. */
export const conservation: RunSections = (_, trials) => {
  if (trials.length === 0) return [];
  const open = trials.filter(({ result }) => result.unlocated !== 0);
  const frames = quantity(sum(open.map(({ result }) => Math.abs(result.unlocated))), 'frames');
  const counts = [quantity(open.length, 'count'), quantity(trials.length, 'count')] as const;
  const remark: Remark =
    open.length === 0
      ? {
          level: 'note',
          text: ['Every frame is accounted for: offered = received by the sink + located losses.'],
        }
      : {
          level: 'warning',
          text: sentence`${counts[0]} of ${counts[1]} trials have frames unaccounted for, ${frames} in all.`,
        };
  const title = 'Frame conservation';
  return [
    { id: 'conservation', title, headline: [], remarks: [remark], blocks: [], detail: false },
  ];
};
