import { expect, it } from 'vitest';
import { placeRecordOf } from '../../../src/session/archive/place-record.js';

it('an archived place has a network and a modifier only if there is a choice of them', () => {
  expect(placeRecordOf({ dataPlane: 'macvlan', modifier: 'none' })).toEqual({
    dataPlane: 'macvlan',
  });
  expect(
    placeRecordOf({ dataPlane: 'macvlan', network: 'plain', modifier: 'route-updates' }),
  ).toEqual({ dataPlane: 'macvlan', network: 'plain', modifier: 'route-updates' });
});
