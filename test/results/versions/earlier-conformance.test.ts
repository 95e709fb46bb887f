import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { withCurrentRows } from '../../../src/results/versions/earlier-conformance.js';
import { readRun } from '../../../src/results/read-run.js';
import { runSchema } from '../../../src/results/schema.js';
import { runRecord } from '../record.js';

const requirement = { requirement: 'x', level: 'MUST' } as const;
const earlier = (rows: readonly unknown[]) =>
  withCurrentRows
    .pipe(runSchema)
    .parse(JSON.parse(JSON.stringify({ ...runRecord, conformance: rows }))).conformance;

describe('rows from before runs were judged by their trials', () => {
  it('are read: what was met by the playbook alone was not seen', () => {
    expect(
      earlier([
        { ...requirement, section: '26.2', state: 'met' },
        { ...requirement, section: 'RFC 6201, 4.2.1', state: 'deviates', value: 'power' },
        { ...requirement, section: 'RFC 9004, 5', state: 'not-applicable' },
      ]),
    ).toEqual([
      {
        ...{ ...requirement, document: 'RFC 2544', section: '26.2' },
        ...{ state: 'not-seen', reason: 'judged by the playbook alone' },
      },
      {
        ...{ ...requirement, document: 'RFC 6201', section: '4.2.1' },
        ...{ state: 'deviates', value: 'power' },
      },
      { ...requirement, document: 'RFC 9004', section: '5', state: 'not-applicable' },
    ]);
  });

  it('are in archives of versions 2 and 3', async () => {
    for (const name of ['rfc2544', 'version-3']) {
      const folder = new URL(`../../fixtures/results/${name}/`, import.meta.url).pathname;
      expect(await readFile(`${folder}run.json`, 'utf8')).not.toContain('"document"');
      const { conformance } = await readRun(folder);
      expect(conformance.length).toBeGreaterThan(0);
      expect(conformance.filter(({ state }) => state === 'met')).toEqual([]);
    }
  });

  it('of the current form are unchanged', () => {
    expect(earlier(runRecord.conformance)).toEqual(runRecord.conformance);
  });
});
