import type { RunState } from '../../../src/results/schema.js';
import { startController, startInTerminal, type Controller } from '../controller/controller.js';

/** A way in which a controller is ended, or loses what it writes to. */
export interface Ending {
  readonly start: (args: readonly string[]) => Controller | Promise<Controller>;
  readonly end: (controller: Controller) => void;
  /** It undoes its changes itself before it ends. */
  readonly undoes: boolean;
  /** Absent where nobody is told, or a signal ends it. */
  readonly exitCodes?: readonly number[] | undefined;
  /** The states of its archive; run.json says `running` where it could not be written any more. */
  readonly states: readonly RunState['state'][];
}

/** One that was measured to its end by then is complete all the same. */
const STOPPED = ['interrupted', 'complete'] as const;

const signalled = (name: NodeJS.Signals): Ending => ({
  start: startController,
  end: ({ signal }) => {
    signal(name);
  },
  undoes: true,
  exitCodes: [130],
  states: STOPPED,
});

const closing = ({ closeOutput }: Controller): void => {
  closeOutput();
};

/** Every way. */
export const ENDINGS = {
  SIGKILL: {
    ...signalled('SIGKILL'),
    undoes: false,
    exitCodes: undefined,
    states: ['running', ...STOPPED],
  },
  SIGINT: signalled('SIGINT'),
  SIGTERM: signalled('SIGTERM'),
  SIGHUP: signalled('SIGHUP'),
  // As when a window is closed: SIGHUP, and writing fails from then on.
  'terminal closed': { start: startInTerminal, end: closing, undoes: true, states: STOPPED },
  // As `| head` does it: nobody asked the run to end.
  'pipe closed': {
    start: startController,
    end: closing,
    undoes: true,
    exitCodes: [0],
    states: ['complete'],
  },
} as const satisfies Readonly<Record<string, Ending>>;

/** The name of a way. */
export type EndingName = keyof typeof ENDINGS;

/** The names, for drawing. */
export const ENDING_NAMES = Object.keys(ENDINGS) as [EndingName, ...EndingName[]];
