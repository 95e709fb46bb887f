import { z } from 'zod';
import { ofRepeats, widened, type Estimate } from '../estimate.js';
import { worthOf } from '../environment.js';
import { curveOf, type CurvePoint } from '../observed/curve.js';
import type { MeasuredPlace } from '../observed/measured.js';
import { searchedIn } from '../observed/searched.js';
import { defineFigure, missing, type FigureResult } from './definition.js';
import { where } from './where.js';
import { CARRIED } from '../../rfc2544/trials/loss-free.js';

/** Fewer loads are not enough for a peak. */
const FEWEST_LOADS = 2;
/** Rates within this relative difference form a plateau. */
const ALIKE = 0.01;

const schema = z
  .strictObject({ figure: z.literal('peak'), ...where })
  .describe('The highest forwarding rate at any load; or the throughput if only that was measured');

/**
 * The highest possible forwarding rate between the loads that were tried: the peak itself if another load has
 * the same rate, because the curve is flat there.
 */
const mostBetween = (curve: readonly CurvePoint[], peak: CurvePoint): number => {
  const flat = curve.some((point) => point !== peak && point.rate >= peak.rate * (1 - ALIKE));
  if (flat) return peak.rate;
  if (peak.lossRatio > CARRIED) return peak.offered;
  return curve.find(({ offered }) => offered > peak.offered)?.offered ?? Infinity;
};

const ofCurve = (curve: readonly CurvePoint[], exact: boolean): Estimate | undefined => {
  // Of equal rates, the one at the lowest load.
  const [peak] = curve.toSorted((one, other) => other.rate - one.rate);
  if (peak === undefined) return undefined;
  const bounds = { least: peak.rate, most: mostBetween(curve, peak) };
  return widened(ofRepeats(peak.rates, exact), bounds);
};

/** The highest forwarding rate of a data plane in a network. */
export const peakOf = (measured: MeasuredPlace): FigureResult => {
  const { exact } = worthOf(measured.run.environment);
  const curve = curveOf(measured);
  const estimate =
    curve.length < FEWEST_LOADS ? searchedIn(measured, exact) : ofCurve(curve, exact);
  return estimate === undefined
    ? missing('neither forwarding rates at several loads nor a throughput were measured')
    : { state: 'found', estimate, unit: 'pps' };
};

/** The highest forwarding rate of a data plane. */
export const peak = defineFigure({
  name: 'peak',
  schema,
  measure: (_, { measured }) => peakOf(measured),
  title: () => 'forwarded at best',
});
