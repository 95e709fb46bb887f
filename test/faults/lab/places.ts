import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootLab, type FaultLab } from './lab.js';

/** The shipped testbeds that faults are made on. */
export type LabName = 'one-machine-lab' | 'virtual-lab';

/** Where faults are made. */
export interface Places extends AsyncDisposable {
  /** A folder of a try's own. */
  readonly folder: () => Promise<string>;
  /** A lab; it is booted when it is first asked for, alone on this computer. */
  readonly lab: (name: LabName) => Promise<FaultLab>;
  /** Ends the lab; the next try has a new one. */
  readonly renew: () => Promise<void>;
  /** Keeps the folders of all tries: they have what was found. @returns where */
  readonly keep: () => string;
}

/** Nothing is booted yet. Everything is kept in one folder under other names than a user's. */
export const openPlaces = async (): Promise<Places> => {
  const root = await mkdtemp(join(tmpdir(), 'vrbench-faults-'));
  process.env.XDG_STATE_HOME = join(root, 'state');
  let kept = false;
  let running: { readonly name: LabName; readonly lab: FaultLab } | undefined;
  const end = async (): Promise<void> => {
    const ended = running;
    running = undefined;
    await ended?.lab[Symbol.asyncDispose]();
  };
  return {
    folder: () => mkdtemp(join(root, 'try-')),
    lab: async (name) => {
      if (running?.name !== name) {
        await end();
        running = { name, lab: await bootLab(name, root) };
      }
      return running.lab;
    },
    renew: end,
    keep: () => {
      kept = true;
      return root;
    },
    [Symbol.asyncDispose]: async () => {
      await end();
      if (!kept) await rm(root, { recursive: true });
    },
  };
};
