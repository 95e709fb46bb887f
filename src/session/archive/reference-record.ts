import type { StatedPlaybook } from '../../config/playbook.js';
import { proportionsOf } from '../../config/stated/reference.js';
import { pathText } from '../../document/finding.js';
import { pps } from '../../model/units.js';
import type { LeftOutRecord, ReferenceRecord } from '../../results/schema.js';
import type { RunCell } from '../run/cell.js';
import { placeRecordOf } from './place-record.js';
import type { LeftOut, RunLoads } from '../run/planned-run.js';

/** A run's reference as archived; undefined if the playbook names none. */
export const referenceRecordOf = (
  stated: StatedPlaybook,
  { throughputs }: RunLoads,
): ReferenceRecord | undefined =>
  stated.reference && {
    dataPlane: stated.reference.dataPlane,
    throughputs: [...throughputs].map(([frameSize, found]) =>
      found.state === 'found'
        ? { frameSize, throughput: found.load }
        : { frameSize, throughput: null, reason: found.reason },
    ),
    loads: proportionsOf(stated).map(({ path, ratio }) => ({
      path: pathText(path),
      proportion: ratio,
      rates: [...throughputs].flatMap(([frameSize, found]) =>
        found.state === 'found' ? [{ frameSize, load: pps(ratio * found.load) }] : [],
      ),
    })),
  };

/** What was left out of a cell, as archived. */
export const leftOutRecordOf = (
  cell: RunCell,
  { single, path, reason }: LeftOut,
): LeftOutRecord => ({
  ...placeRecordOf(cell),
  frameSize: cell.frameSize,
  procedure: cell.procedure,
  test: cell.test,
  ...(single && { load: path }),
  reason,
});
