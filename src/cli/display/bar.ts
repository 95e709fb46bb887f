import { printableLine } from '../../model/text/printable.js';
import type { RunDisplay } from '../../session/run/execute-run.js';
import { aheadOf, liveBounds, type Outlook } from '../../session/run/outlook.js';
import type { RunEvent } from '../../session/run/events.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { say, type Io } from '../io.js';
import { barLine, type Progress } from './bar-line.js';
import { boundsText, cellText } from './cell-text.js';
import { paceAfter, paceFrom, partDone, timeLeft, type Pace } from './pace.js';
import { roughTime } from './rough-time.js';

/** Milliseconds between two pictures. */
const REFRESH = 250;
const USUAL_COLUMNS = 80;

const withoutEmpty = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text !== '');

/** What is going on: what was announced, else what is measured, and between which loads. */
const textsOf = (outlook: Outlook, announced: string): readonly string[] => {
  if (announced !== '') return [printableLine(announced)];
  if (outlook.current === undefined) return [];
  const { cell } = outlook.current;
  const { long, short } = boundsText(liveBounds(outlook));
  const [what, where] = [cellText(cell), planeName(cell)];
  const sized = `${where}, ${cell.frameSize} bytes`;
  if (long === '') return [what, sized, where];
  return [
    ...[what, sized].flatMap((text) => [`${text}: ${long}`, `${text}: ${short}`]),
    `${where}: ${short}`,
    short,
  ];
};

/** A run as its bar shows it at a moment. @param timed whether its trials take the time they say */
const progressOf = (
  outlook: Outlook,
  pace: Pace,
  { now, timed, announced }: { now: number; timed: boolean; announced: string },
): Progress => {
  const { trials } = outlook.made;
  const known = timed || trials > 0;
  return {
    part: partDone(outlook, pace, now),
    trialsMade: trials,
    trialsExpected: trials + aheadOf(outlook).trials,
    left: known ? roughTime(timeLeft(outlook, pace, now)) : undefined,
    texts: withoutEmpty(textsOf(outlook, announced)),
  };
};

const monotonic = (): number => performance.now() * 1e6;

/**
 * A progress bar on a terminal. It is redrawn as time goes by, fits the width at every moment, and
 * is gone once the run ends or is interrupted; what is announced from then on is printed.
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
