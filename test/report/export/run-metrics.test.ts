import { describe, expect, it } from 'vitest';
import { openMetricsText } from '../../../src/report/export/metric.js';
import { runMetrics } from '../../../src/report/export/run-metrics.js';
import { runRecord } from '../../results/record.js';
import { routersRun } from '../routers-run.js';
import { openMetricsProblems } from './open-metrics.js';

const textOf = (run: typeof runRecord): string =>
  openMetricsText(runMetrics(run, { valid: 5, invalid: 2 }));

describe('openMetricsProblems', () => {
  it.each([
    ['# TYPE a gauge\na 1\n', 'does not end in EOF'],
    ['# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n', 'unit: # UNIT a seconds'],
    ['# TYPE a gauge\na{b="c"d"} 1\n# EOF\n', 'no sample of a: a{b="c"d"} 1'],
    ['# TYPE a gauge\na 1\na 1\n# EOF\n', 'repeated sample: a 1'],
    ['# TYPE a info\na 1\n# EOF\n', 'no sample of a_info: a 1'],
  ])('finds what is wrong with %j', (text, problem) => {
    expect(openMetricsProblems(text)).toEqual([problem]);
  });
});

describe('the metrics of a run', () => {
  it.each([
    ['a sweep and a search', runRecord],
    ['two routers', routersRun().run],
  ])('are valid OpenMetrics: %s', (_, run) => {
    expect(openMetricsProblems(textOf(run))).toEqual([]);
  });

  it('have the run, its times in seconds and its trials', () => {
    const lines = textOf(runRecord).split('\n');
    const id = 'run_id="20260131T101500Z-quickstart"';
    expect(lines).toContain(`vrbench_run_start_timestamp_seconds{${id}} 1769854500`);
    expect(lines).toContain(`vrbench_run_trials{${id},validity="valid"} 5`);
    expect(lines).toContain(`vrbench_run_trials{${id},validity="invalid"} 2`);
    expect(lines.find((line) => line.startsWith('vrbench_run_info'))).toMatch(
      /environment="emulated",state="complete",version="0\.1\.0"/,
    );
  });

  it('leave out the end of a run that has not ended', () => {
    const text = textOf({ ...runRecord, ended: null });
    expect(text).toContain('vrbench_run_start_timestamp_seconds');
    expect(text).not.toContain('vrbench_run_end_timestamp_seconds');
  });

  it('have the figures of a load with the load, and of a search with its bounds', () => {
    const lines = textOf(runRecord).split('\n');
    const rates = lines.filter((line) =>
      line.startsWith('vrbench_forwarding_rate_frames_per_second{'),
    );
    expect(rates).toHaveLength(1);
    expect(rates[0]).toMatch(/load_pps="10000"\} 9000$/);
    const bounds = lines.filter((line) =>
      line.startsWith('vrbench_throughput_bound_frames_per_second{'),
    );
    expect(bounds.map((line) => line.replace(/^.*(bound="\w+")/, '$1'))).toEqual([
      'bound="lower"} 14987.5',
      'bound="upper"} 15250',
    ]);
  });
});
