import type { Remark } from '../../model/section/section.js';
import type { SetupAtEnd } from '../../model/schema/setup/at-end.js';
import type { RunSections } from './run-sections.js';

const remarks = (atEnd: SetupAtEnd): readonly Remark[] =>
  atEnd.state === 'not-read'
    ? [
        {
          level: 'note',
          text: [
            `Whether anything changed on the machines during the run is not known: ${atEnd.reason}`,
          ],
        },
      ]
    : atEnd.changes.map(({ where, what, one, other }) => ({
        level: 'warning',
        text: [`${where}: ${what} was ${one} when the run began, and ${other} when it ended.`],
      }));

/** Settings of the machines that changed during the run: figures before and after may differ because of it. */
export const setupChanges: RunSections = ({ setupAtEnd }) => {
  const found = setupAtEnd === undefined ? [] : remarks(setupAtEnd);
  if (found.length === 0) return [];
  return [
    {
      id: 'setup-changes',
      title: 'Changes on the machines during the run',
      headline: found.filter(({ level }) => level === 'warning'),
      remarks: found.filter(({ level }) => level !== 'warning'),
      blocks: [],
      detail: false,
    },
  ];
};
