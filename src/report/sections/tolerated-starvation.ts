import { quantity, sentence } from '../../model/section/sentence.js';
import { isValid } from '../../model/trial.js';
import { lackedOfSecond, USUAL_STARVATION } from '../../rfc2544/trials/starvation.js';
import type { RunSections } from './run-sections.js';

/** Valid trials whose machines lacked more processor time than usually makes a trial invalid. */
export const toleratedStarvation: RunSections = (_, trials) => {
  // One at a time: a journal may not fit into memory.
  let [tolerated, worst] = [0, 0];
  for (const { result } of trials) {
    if (!isValid(result) || result.processors === undefined) continue;
    const lacked = lackedOfSecond(result.processors);
    if (lacked <= USUAL_STARVATION) continue;
    tolerated += 1;
    worst = Math.max(worst, lacked);
  }
  if (tolerated === 0) return [];
  const [count, most] = [quantity(tolerated, 'count'), quantity(worst, 'ratio')];
  return [
    {
      id: 'tolerated-starvation',
      title: 'Trials whose machines lacked processor time',
      headline: [],
      remarks: [
        {
          level: 'warning',
          text: sentence`${count} valid trials lacked up to ${most} of a second, as starvationTolerance allows: their loads and losses are those of a busy computer.`,
        },
      ],
      blocks: [],
      detail: false,
    },
  ];
};
