import type { TrialRecord } from '../../../src/results/schema.js';
import { placeRecordOf } from '../../../src/session/archive/place-record.js';
import type { RunEvent } from '../../../src/session/run/events.js';

/** The lines that a run leaves in its journal. */
export const journaled = (events: readonly RunEvent[]): readonly TrialRecord[] =>
  events.flatMap((event) => {
    if (event.type !== 'trial-ended') return [];
    const { cell, block, sequence, result } = event;
    const { procedure, test } = cell;
    const part = block === undefined ? {} : { block };
    const times = { started: null, ended: '2026-01-31T10:15:00.000Z' };
    return [{ sequence, ...times, ...placeRecordOf(cell), procedure, test, ...part, result }];
  });
