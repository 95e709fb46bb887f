import { describe, expect, it } from 'vitest';
import type { Report, Section } from '../../../src/model/section/section.js';
import { csvOf } from '../../../src/report/csv/report.js';
import { numbers, table, words } from '../../../src/rfc2544/sections/table.js';

const section = (id: string, more: Partial<Section>): Section => ({
  ...{ id, title: id, headline: [], remarks: [], blocks: [], detail: false },
  ...more,
});

const report = (...sections: readonly Section[]): Report => ({
  runId: 'r',
  state: { level: 'result', text: ['complete'] },
  label: 'metal',
  facts: [],
  headline: [],
  sections,
});

const rates = table(
  'Rates',
  [
    words('data-plane', 'plane'),
    numbers('rate', 'rate', 'pps'),
    numbers('loss-ratio', 'loss', 'ratio'),
  ],
  [
    ['macvlan', 1234.5, 0.25],
    ['=cmd()', { atLeast: 7 }, null],
  ],
);

describe('a report as CSV', () => {
  it('is one table of all tables, in base units, which are in the names of columns', () => {
    const other = table('Sizes', [numbers('frame-size', 'size', 'bytes')], [[64]]);
    const text = csvOf(
      report(
        section('a', { blocks: [rates] }),
        section('b', { blocks: [other], label: 'emulated', run: 'r2' }),
      ),
    );
    expect(text.split('\r\n')).toEqual([
      'run,figures_from,section,table,data_plane,rate_pps,loss_ratio,frame_size_bytes,lower_bounds',
      'r,metal,a,Rates,macvlan,1234.5,0.25,,',
      "r,metal,a,Rates,'=cmd(),7,,,rate_pps",
      'r2,emulated,b,Sizes,,,,64,',
      '',
    ]);
  });

  it('has as many fields in every record, whatever is in them', () => {
    const hostile = table('"x",\n', [words('n', 'n'), words('run', 'run')], [['a\nb', '</td>"']]);
    const lines = csvOf(report(section('a', { blocks: [hostile] })))
      .trimEnd()
      .split('\r\n');
    expect(lines).toEqual([
      'run,figures_from,section,table,n,run_2,lower_bounds',
      'r,metal,a,"""x"",\n","a\nb","</td>""",',
    ]);
  });
});
