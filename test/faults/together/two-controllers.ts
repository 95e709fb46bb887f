import { setTimeout as delay } from 'node:timers/promises';
import { undone } from '../controller/undone.js';
import { problems, type Fault, type Problem } from '../fault.js';
import { atLab, refused, runEnded, TENTH, type Ended } from './beside.js';

/** Of two runs one works, and the other is refused. Pure. */
export const oneWorks = (one: Ended, other: Ended): readonly Problem[] => {
  const worked = [one, other].filter(({ exitCode }) => exitCode === 0);
  const [winner, ...more] = worked;
  if (winner === undefined || more.length > 0) {
    const texts = [one, other].map(({ said }) => said.slice(-2).join(' '));
    return problems('wrong', [`${worked.length} of 2 runs worked: ${texts.join(' | ')}`]);
  }
  return [...winner.kept.problems, ...refused(winner === one ? other : one, winner)];
};

/** Two runs of one playbook begin within a tenth of a second. */
export const twoControllers: Fault = {
  title: 'two controllers within a tenth of a second',
  tries: 50,
  attempt: async (places, draw) => {
    const { lab, folder, playbook } = await atLab(places);
    const time = draw.below(TENTH);
    const [one, other] = await Promise.all([
      runEnded(lab, playbook, `${folder}/one`),
      delay(time).then(() => runEnded(lab, playbook, `${folder}/other`)),
    ]);
    return {
      moment: `${time} ms apart`,
      problems: [...oneWorks(one, other), ...(await undone(lab, { self: true }))],
    };
  },
};
