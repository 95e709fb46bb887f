import { printableLine } from '../../model/text/printable.js';
import type { RunDisplay } from '../../session/run/execute-run.js';
import { aheadOf } from '../../session/run/outlook/reading.js';
import { type Outlook } from '../../session/run/outlook/outlook.js';
import type { RunEvent } from '../../session/run/events.js';
import { say, type Io } from '../io.js';
import { barLine, type Progress } from './bar-line.js';
import { endText } from './end-time.js';
import { monotonic, paceAfter, paceFrom, partDone, timeLeft, type Pace } from './pace.js';
import { progressTexts } from './progress-texts.js';
import { roughTime } from './rough-time.js';

/** Milliseconds between two pictures. */
const REFRESH = 250;
const USUAL_COLUMNS = 80;

/** A run as its bar shows it at a moment. @param timed whether its trials take the time they specify */
const progressOf = (
  outlook: Outlook,
  pace: Pace,
  { now, timed, announced }: { now: number; timed: boolean; announced: string },
): Progress => {
  const { trials } = outlook.made;
  const known = timed || trials > 0;
  const left = known ? timeLeft(outlook, pace, now) : undefined;
  return {
    part: partDone(outlook, pace, now),
    trialsMade: trials,
    trialsExpected: trials + aheadOf(outlook).trials,
    left: left === undefined ? undefined : roughTime(left),
    ends: left === undefined ? undefined : endText(new Date(), left),
    // The last announcement, else the current measurement.
    texts:
      announced === ''
        ? progressTexts(outlook, pace, { now, timed })
        : [printableLine(announced)].filter((text) => text !== ''),
  };
};

/**
 * A progress bar on a terminal. It is redrawn regularly, always fits the width, and
 * is removed when the run ends or is interrupted; later announcements are printed.
 */
export const bar = (io: Io, timed: boolean): RunDisplay => {
  const { err, signal } = io;
  let shown: { outlook: Outlook; pace: Pace } | undefined;
  let announced = '';
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    if (shown === undefined || timer === undefined) return;
    const { outlook, pace } = shown;
    const progress = progressOf(outlook, pace, { now: monotonic(), timed, announced });
    err.redraw(barLine(progress, err.columns ?? USUAL_COLUMNS));
  };
  const stop = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    err.redraw();
  };
  const begin = (): void => {
    if (signal.aborted) return;
    timer = setInterval(draw, REFRESH);
    timer.unref();
    signal.addEventListener('abort', stop, { once: true });
  };
  return {
    show(event: RunEvent, outlook: Outlook) {
      if (event.type === 'run-started') begin();
      if (event.type === 'trial-started') announced = '';
      const pace = shown?.pace ?? paceFrom(monotonic());
      shown = { outlook, pace: paceAfter(pace, event, monotonic()) };
      draw();
    },
    announce(text) {
      if (timer === undefined) {
        say(io, text);
        return;
      }
      announced = text;
      draw();
    },
    stop() {
      stop();
      signal.removeEventListener('abort', stop);
    },
  };
};
