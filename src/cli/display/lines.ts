import type { RunDisplay } from '../../session/run/execute-run.js';
import { aheadOf, type Outlook } from '../../session/run/outlook.js';
import { say, type Io } from '../io.js';
import { cellText, trialText } from './cell-text.js';

const expectedIn = (outlook: Outlook): number => outlook.made.trials + aheadOf(outlook).trials;

/** Plain lines, for pipes and files. */
export const lines = (io: Io): RunDisplay => ({
  show(event, outlook) {
    if (event.type === 'cell-started') say(io, cellText(event.cell));
    if (event.type === 'trial-ended') {
      const expected = expectedIn(outlook);
      say(io, `  trial ${event.sequence} (${expected} expected): ${trialText(event.result)}`);
    }
  },
  announce(text) {
    say(io, text);
  },
  stop() {
    // Lines need no cleaning up.
  },
});
