import type { RunDisplay } from '../../session/run/execute-run.js';

/** Nothing: the report and errors come from elsewhere. */
export const quiet: RunDisplay = {
  show() {
    // Nothing is shown.
  },
  announce() {
    // Nor said.
  },
  stop() {
    // Nothing is left behind.
  },
};
