import { describe, expect, it } from 'vitest';
import { openMetricsText, type MetricFamily } from '../../../src/report/export/metric.js';

const family = (more: Partial<MetricFamily>): MetricFamily => ({
  ...{ name: 'a_seconds', type: 'gauge', unit: 'seconds', help: 'A time', samples: [] },
  ...more,
});

const sample = (value: number) => ({ labels: {}, value });

describe('openMetricsText', () => {
  it('has the metadata of a family before its samples, and ends in EOF', () => {
    expect(openMetricsText([family({ samples: [sample(1.5)] })])).toBe(
      ['# TYPE a_seconds gauge', '# UNIT a_seconds seconds', '# HELP a_seconds A time']
        .concat('a_seconds 1.5', '# EOF', '')
        .join('\n'),
    );
  });

  it('leaves out families without samples', () => {
    expect(openMetricsText([family({})])).toBe('# EOF\n');
  });

  it('escapes backslashes, quotes and line feeds in labels, and leaves out those that do not apply', () => {
    const labels = { plane: 'a\\b "c"\nd', network: undefined, size: 64 };
    expect(openMetricsText([family({ samples: [{ labels, value: 0 }] })])).toContain(
      'a_seconds{plane="a\\\\b \\"c\\"\\nd",size="64"} 0\n',
    );
  });

  it('writes infinities and NaN as OpenMetrics does', () => {
    const samples = [Infinity, -Infinity, Number.NaN].map(sample);
    expect(openMetricsText([family({ samples })])).toContain(
      'a_seconds +Inf\na_seconds -Inf\na_seconds NaN\n',
    );
  });

  it('ends the samples of an info in _info', () => {
    const text = openMetricsText([
      { name: 'run', type: 'info', help: 'A run', samples: [sample(1)] },
    ]);
    expect(text).toBe('# TYPE run info\n# HELP run A run\nrun_info 1\n# EOF\n');
  });
});
