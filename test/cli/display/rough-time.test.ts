import { expect, it } from 'vitest';
import { roughTime } from '../../../src/cli/display/rough-time.js';
import { seconds } from '../../../src/model/units.js';

it.each([
  [0, '0 s'],
  [0.2, '1 s'],
  [45, '45 s'],
  [59.8, '1 min'],
  [90, '1 min 30 s'],
  [720, '12 min'],
  [3599, '1 h'],
  [3600 * 3 + 1200, '3 h 20 min'],
  [3600 * 29, '29 h'],
  [3600 * 125.5, '5.2 days'],
])('%d s is shown as %s', (length, text) => {
  expect(roughTime(seconds(length))).toBe(text);
});
