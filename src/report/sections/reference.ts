import type { Remark, Table } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import type { ReferenceRecord } from '../../results/schema.js';
import { numbers, table, words } from '../../rfc2544/sections/table.js';
import type { RunSections } from './run-sections.js';

const throughputs = ({ dataPlane, throughputs: found }: ReferenceRecord): readonly Remark[] =>
  found.map(({ frameSize, throughput, reason }) => {
    const size = quantity(frameSize, 'bytes');
    return throughput === null
      ? {
          level: 'warning',
          text: sentence`Reference: ${dataPlane}, ${size}: no throughput (${reason ?? 'not measured'}); loads in proportion to it were not measured.`,
        }
      : {
          level: 'result',
          text: sentence`reference: throughput of ${dataPlane} ${quantity(throughput, 'pps')} at ${size}, from one port to one port`,
        };
  });

const loads = ({ loads: stated }: ReferenceRecord): readonly Table[] => {
  const rows = stated.flatMap(({ path, proportion, rates }) =>
    rates.map(({ frameSize, load }) => [path, frameSize, proportion, load]),
  );
  if (rows.length === 0) return [];
  const columns = [
    words('path', 'playbook key'),
    numbers('frame-size', 'frame size', 'bytes'),
    numbers('proportion', 'of reference', 'ratio'),
    numbers('rate', 'load', 'pps'),
  ];
  return [table('Loads in proportion to the reference', columns, rows)];
};

/** The reference of a run, and the loads in proportion to it. */
export const reference: RunSections = ({ reference: found }) =>
  found === undefined
    ? []
    : [
        {
          id: 'reference',
          title: 'Reference',
          summary: throughputs(found).filter(({ level }) => level === 'warning'),
          headline: throughputs(found),
          remarks: [],
          blocks: loads(found),
          detail: true,
        },
      ];
