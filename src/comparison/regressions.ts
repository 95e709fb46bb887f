import type { ComparedFigure } from './compare.js';
import { quantityFacts } from '../rfc2544/quantities/quantity.js';

/** Whether a figure is certainly worse by more than a threshold, for any change within its bounds. */
const isBeyond = ({ quantity, change }: ComparedFigure, threshold: number): boolean => {
  const { verdict, bounds, scale } = change;
  if (verdict !== 'regressed' || bounds === undefined) return false;
  const { better, unit } = quantityFacts(quantity);
  // A value that was 0 is worse by more than any fraction of it; ratios are compared in points.
  if (scale === 'absolute' && unit !== 'ratio') return true;
  return better === 'higher' ? bounds.most < -threshold : bounds.least > threshold;
};

/** The regressions that are certainly larger than a threshold. @param threshold 0.02 for 2 % */
export const regressionsBeyond = (
  figures: readonly ComparedFigure[],
  threshold: number,
): readonly ComparedFigure[] => figures.filter((figure) => isBeyond(figure, threshold));
