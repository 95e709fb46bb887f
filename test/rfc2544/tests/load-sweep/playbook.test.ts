import { describe, expect, it } from 'vitest';
import { changed, PLAYBOOK, problemsOf } from '../../../config/examples.js';

describe('the loads of a sweep', () => {
  it('are called intended, or by their old name', async () => {
    expect(await problemsOf(PLAYBOOK)).toEqual([]);
    expect(await problemsOf(changed(PLAYBOOK, 'intendedLoads', 'offeredLoads'))).toEqual([
      '9:5 procedures[0]: renamed: use intendedLoads',
    ]);
  });

  it('are different traffic, as generators wait whole nanoseconds between frames', async () => {
    const close = changed(PLAYBOOK, '[5 kpps, 10 kpps]', '[14.5 Mpps, 14.7 Mpps, 14.8 Mpps]');
    expect(await problemsOf(close)).toEqual([
      expect.stringMatching(
        /procedures\[0\]\.intendedLoads\[2\]: 14800000 pps is the same traffic as 14700000 pps: with whole nanoseconds between frames both are 14705882\.3529 pps/,
      ),
    ]);
  });

  it('are missing if they have neither name', async () => {
    const without = changed(PLAYBOOK, 'intendedLoads: [5 kpps, 10 kpps]', 'repeats: 2');
    expect(await problemsOf(without)).toEqual(['8:5 procedures[0].intendedLoads: missing']);
  });
});
