import { quantity, sentence } from '../../model/section/sentence.js';
import { isValid } from '../../model/trial.js';
import { lackedOfSecond, USUAL_STARVATION } from '../../rfc2544/trials/starvation.js';
import type { RunSections } from './run-sections.js';

/** Valid trials whose machines lacked more processor time than usually makes a trial invalid. */
export const toleratedStarvation: RunSections = (_, trials) => {
  const valid = trials.map(({ result }) => result).filter(isValid);
  const lacked = valid.flatMap(({ processors }) =>
    processors === undefined ? [] : [lackedOfSecond(processors)],
  );
  const tolerated = lacked.filter((part) => part > USUAL_STARVATION);
  if (tolerated.length === 0) return [];
  const count = quantity(tolerated.length, 'count');
  const most = quantity(Math.max(...tolerated), 'ratio');
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
