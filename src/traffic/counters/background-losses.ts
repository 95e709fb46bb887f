import type { Loss } from '../../model/trial.js';

/**
 * Losses, as far as they are of test frames. Counters do not tell those from what was sent beside
 * them: where they say that more was lost than test frames are missing, as many of the lost ones were
 * others, taken off where a frame comes by first. Never more than were sent: what is over stays a
 * finding. Pure.
 * @param missing test frames that were offered and not received
 * @param sentInBackground frames that are no test frames
 */
export const subtractBackgroundLosses = (
  losses: readonly Loss[],
  missing: number,
  sentInBackground: number,
): readonly Loss[] => {
  const located = losses.reduce((sum, { frames }) => sum + frames, 0);
  let others = Math.min(sentInBackground, Math.max(0, located - missing));
  return losses
    .map(({ location, frames }): Loss => {
      const taken = Math.min(others, frames);
      others -= taken;
      return { location, frames: frames - taken };
    })
    .filter(({ frames }) => frames > 0);
};
