import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { changed, problemsOf, TESTBED } from '../../examples.js';

const withThreads = (generator: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, '{ machine: left', `{ machine: left, ${generator}`));

describe('threadsPerPort', () => {
  it('is at most the number of CPUs of the generator', async () => {
    expect(await withThreads('threadsPerPort: 4')).toEqual([]);
    expect(await withThreads('cpus: [0, 1], threadsPerPort: 2')).toEqual([]);
    expect(await withThreads('cpus: [0, 1], threadsPerPort: 3')).toEqual([
      expect.stringContaining(
        "roles.generator.threadsPerPort: pktgen has one thread per CPU: the generator has 2 in 'cpus'",
      ),
    ]);
  });

  it('does not apply to sources of software ports', async () => {
    const url = new URL('../../../../testbeds/two-cpu-lab.yaml', import.meta.url);
    const text = await readFile(url, 'utf8');
    const asked = changed(text, 'sending: source', 'sending: source\n    threadsPerPort: 2');
    expect(await problemsOf(asked)).toEqual([
      expect.stringContaining('sources of software ports have no threads; remove it'),
    ]);
  });
});
