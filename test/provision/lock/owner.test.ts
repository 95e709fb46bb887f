import { describe, expect, it } from 'vitest';
import { ownerText, parseOwner, thisOwner } from '../../../src/provision/lock/owner.js';

const owner = {
  by: 'root@bench',
  process: 4711,
  doing: 'run',
  run: '20260131T101500Z-quickstart-3fa901',
  since: '2026-01-31T10:15:02.000Z',
};

describe('an owner', () => {
  it('is named with its process, its run and since when', () => {
    expect(ownerText(owner)).toBe(
      'root@bench (process 4711): run 20260131T101500Z-quickstart-3fa901, since 2026-01-31T10:15:02.000Z',
    );
    expect(ownerText({ ...owner, doing: 'teardown', run: undefined })).toMatch(
      /: teardown, since /,
    );
    expect(ownerText(undefined)).toBe('an unknown controller');
  });

  it('is read back as it was written', () => {
    const written = thisOwner({ doing: 'teardown' });
    expect(parseOwner(JSON.stringify(written))).toEqual(written);
    expect(parseOwner('{"by":"root')).toBeUndefined();
  });
});
