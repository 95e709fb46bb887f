import type { StatedPlaybook } from '../../config/playbook.js';
import { reopenArchive } from '../../results/archive.js';
import type { RunRecord, Setup } from '../../results/schema.js';
import { setupDifferences } from '../../results/setup-differences.js';
import { controller, type ArchivedRun } from '../archive/archive-run.js';
import { recorder } from '../archive/recorder.js';
import type { RunEvent } from '../run/events.js';
import { SetupChanged } from './setup-changed.js';
import type { StoppedRun } from './stopped-run.js';

/** Events before anything is measured; they do not modify the archive. */
const BEFORE: readonly RunEvent['type'][] = ['run-started', 'set-up-started', 'run-ended'];

/** @throws SetupChanged if the machines have changed */
const requireSame = ({ runId, setup: before }: RunRecord, setup: Setup): void => {
  const differences = setupDifferences({ setup: before }, { setup });
  if (differences.length === 0) return;
  throw new SetupChanged(
    runId,
    differences.map(({ what, where, one, other }) => ({
      what: `${what} of ${where}`,
      before: one,
      now: other,
    })),
  );
};

/** run.json of a resumed run. @param testbed the present path of its file */
const resumedRecord = (
  { record, end }: StoppedRun,
  vrbench: RunRecord['vrbench'],
  testbed: string | undefined,
): RunRecord => {
  const { resumed = [], inputs } = record;
  const part = {
    at: new Date().toISOString(),
    afterTrials: end.trials,
    vrbench,
    controller: controller(),
    setup: null,
  };
  return {
    ...record,
    state: { state: 'running' },
    ended: null,
    trials: end.trials,
    resumed: [...resumed, part],
    ...(inputs !== undefined &&
      testbed !== undefined && {
        inputs: { ...inputs, testbed: { ...inputs.testbed, file: testbed } },
      }),
  };
};

/** How a run is resumed. */
export interface Resumption {
  readonly stated: StatedPlaybook;
  readonly vrbench: RunRecord['vrbench'];
  /** The path of the testbed file; undefined if devices are simulated. */
  readonly testbed: string | undefined;
}

/**
 * Opens the archive of a stopped run to resume it. It is not modified until something is measured.
 * @returns its listener throws SetupChanged if the machines have changed
 * @throws Failure if it cannot be written
 */
export const resumeArchive = async (
  stopped: StoppedRun,
  { stated, vrbench, testbed }: Resumption,
): Promise<ArchivedRun> => {
  const { folder, end, lock, record } = stopped;
  const archive = await reopenArchive(folder, end, lock);
  const resumed = resumedRecord(stopped, vrbench, testbed);
  const write = recorder(archive, resumed, stated);
  let begun = false;
  return {
    runId: record.runId,
    folder,
    logFile: archive.logFile,
    record: async (event) => {
      if (event.type === 'setup') requireSame(record, event.setup);
      if (!begun && BEFORE.includes(event.type)) return;
      if (!begun) await archive.writeRun(resumed);
      begun = true;
      await write(event);
    },
    isBegun: () => begun,
    // Earlier measurements are kept.
    discard: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
};
