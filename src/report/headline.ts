import type { Remark, Section } from '../model/section/section.js';

/** The most lines, so that they can be read in ten seconds. */
const MOST = 10;

const linesOf = ({ summary, headline }: Section): readonly Remark[] => summary ?? headline;

const isWarning = ({ level }: Remark): boolean => level === 'warning';

/** What remains of a folded section: its warnings. */
const folded = (section: Section): readonly Remark[] => linesOf(section).filter(isWarning);

const canFold = (section: Section): boolean =>
  !section.detail &&
  section.summary === undefined &&
  section.headline.filter((line) => !isWarning(line)).length > 1;

/**
 * The headline of a report: what its sections say in a line or two. If that is too much to read in
 * ten seconds, sections with a line per data plane are only named, the last ones first.
 */
export const reportHeadline = (sections: readonly Section[]): readonly Remark[] => {
  const lines = sections.map(linesOf);
  const left: string[] = [];
  for (const [index, section] of [...sections.entries()].toReversed()) {
    if (lines.flat().length + Number(left.length > 0) <= MOST) break;
    if (!canFold(section)) continue;
    lines[index] = folded(section);
    left.unshift(section.title);
  }
  const more: readonly Remark[] =
    left.length === 0 ? [] : [{ level: 'note', text: [`More results below: ${left.join('; ')}.`] }];
  return [...lines.flat(), ...more];
};
