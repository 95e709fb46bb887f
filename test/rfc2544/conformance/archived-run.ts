import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybook } from '../../../src/config/load.js';
import type { TrialResult } from '../../../src/model/trial.js';
import { streamId } from '../../../src/model/network/stream.js';
import { bitsPerSecond, seconds } from '../../../src/model/units.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import type { Conformance, Environment, RunRecord, Setup } from '../../../src/results/schema.js';
import {
  simulatedMeasurer,
  type SimulatedDevice,
} from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { archiveRun } from '../../../src/session/archive/archive-run.js';
import { placesOf, type RunPlace } from '../../../src/session/run/cell.js';
import { beginCourse, measureVisit, withRunEvents } from '../../../src/session/run/measuring.js';
import { wholeVisit } from '../../../src/session/run/visits.js';
import { withFile } from '../../config/examples.js';
import { runRecord } from '../../results/record.js';
import { figures } from '../../measured.js';

/** The properties of a run other than its playbook. */
export interface Circumstances {
  readonly device: SimulatedDevice;
  readonly environment?: Environment;
  /** Null where the machines were not read. */
  readonly setup?: Setup | null;
  /** The outcome of each trial. */
  readonly change?: (result: TrialResult, sequence: number) => TrialResult;
  /** The run is interrupted after a given number of trials. */
  readonly trials?: number;
}

const { roles, modules } = runRecord.setup ?? { roles: undefined, modules: [] };
if (roles === undefined) throw new Error('the example has no set-up');

const free = (role: Setup['roles']['dut']): Setup['roles']['dut'] => ({
  ...role,
  ports: role.ports.map((port) => ({ ...port, isolated: true })),
});

/** Machines whose ports were free, and whose sink identifies test frames. */
export const MACHINES: Setup = {
  roles: { generator: free(roles.generator), dut: free(roles.dut), sink: free(roles.sink) },
  modules,
  sinkCounting: { by: 'frame-sink', srcversion: '0', sourceSha256: '0'.repeat(64) },
};

/** A run of a playbook on a simulated device, as it is read back from its archive. */
export const archivedRun = async (
  yaml: string,
  { device, environment, setup = null, change, trials: most = Infinity }: Circumstances,
): Promise<{
  readonly run: RunRecord;
  readonly trials: Awaited<ReturnType<typeof readTrials>>['trials'];
}> => {
  const { playbook, stated, text } = await withFile(yaml, loadPlaybook);
  const linkSpeed = bitsPerSecond(1e9);
  const root = await mkdtemp(join(tmpdir(), 'vrbench-conformance-'));
  try {
    await using archived = await archiveRun({
      root,
      testbed: { name: 'x', environment: environment ?? { kind: 'metal' }, linkSpeed },
      playbook,
      stated,
      inputs: { testbed: '', playbook: text },
      vrbench: { version: '0.1.0', commit: null },
    });
    const stop = new AbortController();
    if (most === 0) stop.abort();
    const course = beginCourse();
    const measuring = {
      ...{ playbook, linkSpeed, runId: archived.runId, signal: stop.signal },
      announce: () => undefined,
      emit: archived.record,
    };
    const measureAt = async (place: RunPlace) => {
      const simulated = simulatedMeasurer(device);
      // No simulated device is set up.
      if (environment?.kind !== 'simulated')
        await archived.record({ type: 'dut-set-up', ...place });
      let made = 0;
      const measure: typeof simulated.measure = async (request, signal) => {
        const result = await simulated.measure(request, signal);
        made += 1;
        if (made >= most) stop.abort();
        return change === undefined ? result : change(figures(result), made);
      };
      await measureVisit({ measure }, wholeVisit(playbook, place), measuring, course);
    };
    await withRunEvents(measuring, async () => {
      if (setup !== null) await archived.record({ type: 'setup', setup, patches: {} });
      for (const place of placesOf(playbook)) await measureAt(place);
    }).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return { run: await readRun(archived.folder), ...(await readTrials(archived.folder)) };
  } finally {
    await rm(root, { recursive: true });
  }
};

/** A simulated trial as one on machines is recorded: with its streams, its waits, and the sink's module. */
export const seenTrial = (result: TrialResult): TrialResult => {
  const { counts, timing, request } = result;
  return {
    ...result,
    request: { ...request, streams: [{ stream: STREAM, intendedLoad: request.intendedLoad }] },
    streams: [{ stream: STREAM, router: 0, entry: 'dut-in', exit: 'dut-out', counts }],
    sink: {
      nic: counts.receivedBySink,
      module: {
        frames: counts.receivedBySink,
        foreign: 0,
        order: { lost: 0, duplicates: 0, reordered: 0, unknown: 0 },
      },
    },
    timing: {
      ...timing,
      waits: { learning: seconds(2), residual: seconds(2), restabilise: seconds(5) },
    },
  };
};

const STREAM = streamId('r0:gen0>sink0');

/** The judgement of a row, by its document, section and first words. */
export const judgementOf = (
  { conformance }: Pick<RunRecord, 'conformance'>,
  place: string,
  words: string,
): string => {
  const [row, ...others] = conformance.filter(
    ({ document, section, requirement }) =>
      `${document}, ${section}` === place && requirement.startsWith(words),
  );
  if (row === undefined || others.length > 0) throw new Error(`not one row: ${place} ${words}`);
  return told(row);
};

/** A judgement in a line. */
export const told = (row: Conformance): string => {
  if (row.state === 'deviates') return `deviates: ${row.value}`;
  return row.state === 'not-seen' ? `not seen: ${row.reason}` : row.state;
};
