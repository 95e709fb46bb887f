import { describe, expect, it } from 'vitest';
import type { Tenure } from '../../../src/host/command/tenure.js';
import { seconds } from '../../../src/model/units.js';
import { holdLock, parseHolderAnswer } from '../../../src/provision/lock/holder.js';
import { thisOwner } from '../../../src/provision/lock/owner.js';

const tenure = '0123456789abcdef' as Tenure;
const owner = thisOwner({ doing: 'run', run: '20260131T101500Z-quickstart-3fa901' });

describe('holdLock', () => {
  it('marks the holder, and passes its arguments', () => {
    const argv = holdLock({ tenure, owner, silence: seconds(20), earlier: ['fe' as Tenure] });
    expect(argv.slice(0, 2)).toEqual(['env', `VRBENCH_HOLDER=${tenure}`]);
    expect(argv.slice(-4)).toEqual([tenure, JSON.stringify(owner), '20', 'fe']);
  });
});

describe('parseHolderAnswer', () => {
  it('reads who holds the lock', () => {
    expect(parseHolderAnswer(`held ${tenure} ${JSON.stringify(owner)}`)).toEqual({
      state: 'held',
      tenure,
      owner,
    });
    expect(parseHolderAnswer('locked')).toEqual({ state: 'locked' });
    expect(parseHolderAnswer('no-flock')).toEqual({ state: 'no-flock' });
  });

  it('has no owner if it cannot be read, or is of another version', () => {
    expect(parseHolderAnswer('held  ')).toEqual({ state: 'held', tenure: '', owner: undefined });
    expect(parseHolderAnswer('held abc {"by":1}')).toMatchObject({ owner: undefined });
  });

  it('refuses anything else', () => {
    expect(() => parseHolderAnswer('hello')).toThrow(RangeError);
  });
});
