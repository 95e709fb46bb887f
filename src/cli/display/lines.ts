import type { RunDisplay } from '../../session/run/execute-run.js';
import { aheadOf, positionOf } from '../../session/run/outlook/reading.js';
import { type Outlook } from '../../session/run/outlook/outlook.js';
import { say, type Io } from '../io.js';
import { cellText, trialText } from './cell-text.js';
import { clockText, endText } from './end-time.js';
import { monotonic, paceAfter, paceFrom, timeLeft, type Pace } from './pace.js';
import { roughTime } from './rough-time.js';

/** `cell 3 of 12, block 2 of 5: napi-macvlan, 64 bytes, load-sweep`. */
const cellLine = (outlook: Outlook): string => {
  const position = positionOf(outlook);
  if (outlook.current === undefined || position === undefined) return '';
  const { cell, cells, block } = position;
  const inBlock = block === undefined ? '' : `, block ${block.number} of ${block.of}`;
  return `cell ${cell} of ${cells}${inBlock}: ${cellText(outlook.current.cell)}`;
};

/** `57 expected, 2 h 38 min left, ends 16:40`. */
const expectedText = (outlook: Outlook, pace: Pace, timed: boolean): string => {
  const expected = `${outlook.made.trials + aheadOf(outlook).trials} expected`;
  // Where trials are not in real time, the duration is estimated from the first one.
  if (!timed && outlook.made.trials === 0) return expected;
  const left = timeLeft(outlook, pace, monotonic());
  return `${expected}, ${roughTime(left)} left, ends ${endText(new Date(), left)}`;
};

/** Plain lines, each with its time of day, for pipes and files. */
export const lines = (io: Io, timed: boolean): RunDisplay => {
  let pace = paceFrom(monotonic());
  const sayNow = (text: string): void => {
    say(io, `${clockText(new Date())} ${text}`);
  };
  return {
    show(event, outlook) {
      pace = paceAfter(pace, event, monotonic());
      if (event.type === 'cell-started') sayNow(cellLine(outlook));
      if (event.type === 'trial-ended') {
        const expected = expectedText(outlook, pace, timed);
        sayNow(`  trial ${event.sequence} (${expected}): ${trialText(event.result)}`);
      }
    },
    announce(text) {
      sayNow(text);
    },
    stop() {
      // Lines need no cleaning up.
    },
  };
};
