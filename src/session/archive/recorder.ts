import type { StatedPlaybook } from '../../config/playbook.js';
import type { Nanoseconds } from '../../model/units.js';
import { UnreadableArchive } from '../../results/archive-failure.js';
import type { Archive } from '../../results/archive.js';
import { overheadOf, ownTime } from '../../results/overhead.js';
import { openTrialsOf } from '../../results/read-run.js';
import type { Conformance, RunRecord } from '../../results/schema.js';
import { conformanceOf } from '../../rfc2544/conformance/conformance.js';
import type { EventListener } from '../run/events.js';
import { entered, sameCell, withoutWhole, withSetup } from './entries.js';
import { placeRecordOf } from './place-record.js';
import { leftOutRecordOf, referenceRecordOf } from './reference-record.js';

/** Computed from the journal as read back, since it may not fit in memory. Empty if it cannot be read. */
const conformanceIn = async (folder: string, run: RunRecord): Promise<readonly Conformance[]> => {
  try {
    return conformanceOf(run, (await openTrialsOf(folder)).trials);
  } catch (error) {
    if (error instanceof UnreadableArchive) return [];
    throw error;
  }
};

/**
 * Each trial goes to the journal as it ends, and run.json is replaced whenever something
 * changes, so that the archive can be read at any time. Results that a resumed run replays
 * are entered once.
 * @param record the current run.json
 */
export const recorder = (
  archive: Omit<Archive, 'discard'>,
  record: RunRecord,
  stated: StatedPlaybook,
): EventListener => {
  let run = record;
  let trials = record.trials ?? 0;
  /** The controller's own time in each trial that has figures. */
  const overheads: Nanoseconds[] = [];
  let trialStarted: string | null = null;
  let running = 0;
  const update = async (change: Partial<RunRecord>): Promise<void> => {
    run = { ...run, ...change, trials };
    await archive.writeRun(run);
  };
  return async (event) => {
    switch (event.type) {
      case 'setup':
        for (const [name, text] of Object.entries(event.patches)) {
          await archive.addInput(name, text);
        }
        return update(withSetup(run, event.setup));
      case 'machines-read-again':
        return update({ ...withSetup(run, event.setup), setupAtEnd: event.atEnd });
      case 'dut-set-up': {
        const { guests } = event;
        const at = { ...placeRecordOf(event), afterTrials: trials };
        const setup = guests === undefined ? at : { ...at, guests };
        return update({ dutSetups: [...(run.dutSetups ?? []), setup] });
      }
      case 'trial-started':
        trialStarted = new Date().toISOString();
        running = event.sequence;
        return;
      case 'kernel-log':
        return archive.addKernelLog(`trial-${running}-${event.machine}.log`, event.text);
      case 'trial-ended': {
        const { sequence, result } = event;
        const { procedure, test } = event.cell;
        const times = { started: trialStarted, ended: new Date().toISOString() };
        const where = { ...placeRecordOf(event.cell), procedure, test };
        const { block } = event;
        const part = block === undefined ? {} : { block };
        const trial = { sequence, ...times, ...where, ...part, result };
        await archive.appendTrial(trial);
        trials += 1;
        overheads.push(...ownTime(result));
        return;
      }
      case 'trial-replayed':
        overheads.push(...ownTime(event.result));
        return;
      case 'cell-ended': {
        const { frameSize, procedure } = event.cell;
        const { result } = event;
        const cell = { ...placeRecordOf(event.cell), frameSize, procedure, result };
        if (run.results.some((each) => sameCell(each, cell))) return;
        const { leftOut } = run;
        return update({
          results: [...run.results, cell],
          ...(leftOut !== undefined && { leftOut: withoutWhole(leftOut, cell) }),
        });
      }
      case 'loads-known': {
        const reference = referenceRecordOf(stated, event.loads);
        return update(reference === undefined ? {} : { reference });
      }
      case 'left-out': {
        const left = leftOutRecordOf(event.cell, event.left);
        const alike = (each: typeof left) => sameCell(each, left) && each.load === left.load;
        return update({ leftOut: entered(run.leftOut ?? [], left, alike) });
      }
      case 'profiled': {
        const { profile } = event;
        const alike = (each: typeof profile) =>
          each.dataPlane === profile.dataPlane && each.network === profile.network;
        return update({ instructions: entered(run.instructions ?? [], profile, alike) });
      }
      case 'run-ended': {
        const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
        const ended = new Date().toISOString();
        run = { ...run, trials };
        const conformance = await conformanceIn(archive.folder, run);
        const spent = overheadOf(overheads, peakResidentBytes);
        run = { ...run, state: event.state, ended, overhead: spent, conformance };
        return archive.endRun(run);
      }
      case 'run-started':
      case 'set-up-started':
      case 'cell-started':
        return;
    }
  };
};
