import { inSeconds } from '../../model/units.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { liveBounds, positionOf } from '../../session/run/outlook/reading.js';
import { type Outlook } from '../../session/run/outlook/outlook.js';
import { boundsText, cellText } from './cell-text.js';
import { trialTime, type Pace } from './pace.js';

const withoutEmpty = (parts: readonly string[]): string => parts.filter(Boolean).join(', ');

/** `40/67 s` of the current trial; '' if there is none. */
const secondsText = (outlook: Outlook, pace: Pace, now: number): string => {
  const time = trialTime(outlook, pace, now);
  if (time === undefined) return '';
  return `${Math.floor(inSeconds(time.elapsed))}/${Math.ceil(inSeconds(time.planned))} s`;
};

/**
 * Where a run is, from the longest to the shortest way to say it:
 * `cell 3/12 napi-macvlan, 64 bytes, throughput: trial 4/11, 12/67 s, no loss at 523.4 kpps, loss at 547 kpps`.
 * @param timed whether its trials run in real time
 */
export const progressTexts = (
  outlook: Outlook,
  pace: Pace,
  { now, timed }: { readonly now: number; readonly timed: boolean },
): readonly string[] => {
  const position = positionOf(outlook);
  if (outlook.current === undefined || position === undefined) return [];
  const { cell } = outlook.current;
  const { long, short } = boundsText(liveBounds(outlook));
  const seconds = timed ? secondsText(outlook, pace, now) : '';
  const { block } = position;
  const inBlock = block === undefined ? '' : `block ${block.number}/${block.of}`;
  const number = `${position.cell}/${position.cells}`;
  const trial = `${position.trial}/${position.trials}`;
  const where = planeName(cell);
  const named = withoutEmpty([inBlock, `trial ${trial}`, seconds]);
  const bare = withoutEmpty([trial, seconds, short]);
  return [
    `cell ${number} ${cellText(cell)}: ${withoutEmpty([named, long])}`,
    `cell ${number} ${cellText(cell)}: ${withoutEmpty([named, short])}`,
    `cell ${number} ${where}, ${cell.frameSize} bytes: ${withoutEmpty([named, short])}`,
    `${number} ${where}, ${cell.frameSize} bytes: ${bare}`,
    `${number} ${where}: ${bare}`,
    `${where}: ${withoutEmpty([seconds, short])}`,
    withoutEmpty([seconds, short]),
    short,
    where,
  ].filter((text) => text !== '');
};
