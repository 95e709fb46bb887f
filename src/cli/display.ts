import { SingleBar } from 'cli-progress';
import { quantity } from '../model/section/sentence.js';
import { forwardingRate, offeredLoad, type TrialResult } from '../model/trial.js';
import { plainText } from '../report/terminal/units.js';
import { planeName } from '../rfc2544/sections/context.js';
import type { RunCell } from '../session/run/cell.js';
import type { RunEvent } from '../session/run/events.js';
import { say, type Io } from './io.js';

/** Shows a run's events as they come: a progress bar on a terminal, plain lines in a pipe. */
export interface Display {
  show(event: RunEvent): void;
  announce(text: string): void;
  /** Leaves the terminal clean; nothing is shown afterwards. */
  stop(): void;
}

const rateText = (rate: number): string => plainText([quantity(rate, 'pps')]);

const cellText = (cell: RunCell): string =>
  `${planeName(cell)}, ${cell.frameSize} bytes, ${cell.test}`;

const trialText = (result: TrialResult): string =>
  `offered ${rateText(offeredLoad(result))}, forwarded ${rateText(forwardingRate(result))}` +
  (result.validity.state === 'invalid' ? ' (invalid)' : '');

const lines = (io: Io): Display => {
  let done = 0;
  let planned = 0;
  return {
    show(event) {
      if (event.type === 'run-started') planned = event.plannedTrials;
      if (event.type === 'cell-started') say(io, cellText(event.cell));
      if (event.type === 'trial-ended') {
        done += 1;
        say(io, `  trial ${done} (${planned} planned): ${trialText(event.result)}`);
      }
    },
    announce(text) {
      say(io, text);
    },
    stop() {
      // Lines need no cleaning up.
    },
  };
};

const bar = (io: Io): Display => {
  const progress = new SingleBar({
    stream: io.err,
    format: '{bar} {value}/{total} trials | {eta_formatted} left | {text}',
    barsize: 20,
    hideCursor: true,
    linewrap: false,
    clearOnComplete: true,
    stopOnComplete: false,
    // Searches end early: an ETA from few trials is all there is.
    etaBuffer: 5,
    gracefulExit: false,
  });
  let running = false;
  return {
    show(event) {
      if (event.type === 'run-started') {
        progress.start(event.plannedTrials, 0, { text: 'starting' });
        running = true;
      }
      if (event.type === 'cell-started') progress.update({ text: cellText(event.cell) });
      if (event.type === 'trial-ended') {
        progress.increment({ text: `${cellText(event.cell)}: ${trialText(event.result)}` });
      }
    },
    announce(text) {
      if (running) progress.update({ text });
      else say(io, text);
    },
    stop() {
      if (running) progress.stop();
      running = false;
    },
  };
};

/** The display that fits where standard error goes. */
export const displayFor = (io: Io): Display => (io.err.isTTY ? bar(io) : lines(io));
