import type { RunDisplay } from '../../session/run/execute-run.js';

/** Nothing: the report and errors come from elsewhere. */
export const quiet: RunDisplay = {
  show() {
    // Nothing is shown.
  },
  announce() {
    // Not printed either.
  },
  stop() {
    // There is nothing to clear.
  },
};
