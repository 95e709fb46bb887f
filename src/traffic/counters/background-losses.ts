import type { Loss } from '../../model/trial.js';

/**
 * Losses of test frames. Counters do not distinguish those from background frames: if more were
 * lost than test frames are missing, the excess is attributed to background frames, at the first
 * places of the path. Never more than were sent: any further excess is reported as unlocated. Pure.
 * @param missing test frames that were offered and not received
 * @param sentInBackground background frames, such as broadcasts
 */
export const subtractBackgroundLosses = (
  losses: readonly Loss[],
  missing: number,
  sentInBackground: number,
): readonly Loss[] => {
  const located = losses.reduce((sum, { frames }) => sum + frames, 0);
  let others = Math.min(sentInBackground, Math.max(0, located - missing));
  return losses
    .map((loss): Loss => {
      const { location, frames } = loss;
      const taken = Math.min(others, frames);
      others -= taken;
      // It is not known whose background frames are subtracted.
      return taken === 0 ? loss : { location, frames: frames - taken };
    })
    .filter(({ frames }) => frames > 0);
};
