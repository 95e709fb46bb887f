import { describe, expect, it } from 'vitest';
import { csvHeader, csvTrial } from '../../../src/report/export/trials-csv.js';
import { brokenRecord, runRecord, trialRecord } from '../../results/record.js';

describe('trials as CSV', () => {
  it('have as many fields as the header, each line ending in a line feed only', () => {
    const lines = [csvHeader(), csvTrial(trialRecord(1, [10, 9]), runRecord)].concat(
      csvTrial(brokenRecord(2), runRecord),
    );
    const [names] = lines.map((line) => line.split(',').length);
    expect(names).toBeGreaterThan(40);
    for (const line of lines) {
      expect(line).toMatch(/^[^\r\n]+\n$/);
      expect(line.split(',')).toHaveLength(names ?? 0);
    }
  });

  it('quote names that have commas', () => {
    expect(csvTrial(trialRecord(1, [1, 1]), { ...runRecord, testbed: 'a,b' })).toContain(',"a,b",');
  });
});
