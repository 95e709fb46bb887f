import type { ComparedFigure } from './compare.js';
import { quantityFacts } from '../rfc2544/quantities/quantity.js';

/** Whether a figure is worse by more than a part of it, wherever in its bounds the change is. */
const isBeyond = ({ quantity, change }: ComparedFigure, threshold: number): boolean => {
  const { verdict, bounds, scale } = change;
  if (verdict !== 'regressed' || bounds === undefined) return false;
  const { better, unit } = quantityFacts(quantity);
  // What was 0 is worse by more than any part of it; parts of frames are compared in points.
  if (scale === 'absolute' && unit !== 'ratio') return true;
  return better === 'higher' ? bounds.most < -threshold : bounds.least > threshold;
};

/** The regressions that are certainly larger than a threshold. @param threshold 0.02 for 2 % */
export const regressionsBeyond = (
  figures: readonly ComparedFigure[],
  threshold: number,
): readonly ComparedFigure[] => figures.filter((figure) => isBeyond(figure, threshold));
