import { expect, it } from 'vitest';
import { placeRecordOf } from '../../../src/session/archive/place-record.js';

it('a place has a network and a modifier in the archive only where there is a choice of them', () => {
  expect(placeRecordOf({ dataPlane: 'macvlan', modifier: 'none' })).toEqual({
    dataPlane: 'macvlan',
  });
  expect(
    placeRecordOf({ dataPlane: 'macvlan', network: 'plain', modifier: 'route-updates' }),
  ).toEqual({ dataPlane: 'macvlan', network: 'plain', modifier: 'route-updates' });
});
