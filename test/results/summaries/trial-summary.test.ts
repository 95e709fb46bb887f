import { describe, expect, it } from 'vitest';
import { trialRecordSchema } from '../../../src/results/trial-schema.js';
import { trialSummary, trialSummarySchema } from '../../../src/results/summaries/trial-summary.js';
import { brokenRecord, trialRecord } from '../record.js';

const invalid = trialRecord(2, [1000, 900], {
  validity: { state: 'invalid', reasons: [{ code: 'link-flapped', detail: 'dut' }] },
});

describe('the summary of a trial', () => {
  it('is the same from its line as from the complete trial', () => {
    for (const record of [trialRecord(1, [1000, 900]), invalid, brokenRecord(3)]) {
      const line: unknown = JSON.parse(JSON.stringify({ ...record, block: 4, network: 'n' }));
      const whole = trialSummary(trialRecordSchema.parse(line));
      expect(trialSummarySchema.parse(line)).toEqual(whole);
      expect(whole).toMatchObject({ sequence: record.sequence, block: 4, frameSize: 64 });
    }
  });

  it('has figures only if it is valid', () => {
    expect(trialSummary(trialRecord(1, [1000, 900])).figures).toMatchObject({
      counts: { offered: 1000, receivedBySink: 900 },
      unlocated: 0,
    });
    expect(trialSummary(invalid).figures).toBeUndefined();
    expect(trialSummary(brokenRecord(3)).figures).toBeUndefined();
  });

  it('is rejected if a key that is read is invalid, whatever else the line contains', () => {
    const line = { ...trialRecord(1, [1000, 900]), newer: true };
    expect(trialSummarySchema.safeParse(line).success).toBe(true);
    expect(trialSummarySchema.safeParse({ ...line, sequence: 'one' }).success).toBe(false);
    expect(trialSummarySchema.safeParse({ ...line, result: {} }).success).toBe(false);
  });
});
