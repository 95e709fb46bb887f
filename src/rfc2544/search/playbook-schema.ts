import { atValue, type Finding } from '../../document/finding.js';
import { percentText, rateText } from '../../document/quantity.js';
import type { Pps } from '../../model/units.js';

/** The highest load of a test that the media bounds. */
export const maximumLoadKey = rateText
  .exactOptional()
  .describe('The highest load to try, aggregate over ingress ports; default: all the links carry');

/** The keys of a search between two loads. @param resolution what its resolution is */
export const searchKeys = (resolution: string) => ({
  minimumLoad: rateText.describe('The lowest load to try, aggregate over ingress ports'),
  maximumLoad: maximumLoadKey,
  resolution: percentText.describe(resolution),
});

/** A search ends. */
export const resolutionRules = ({ resolution }: { readonly resolution: number }): Finding[] =>
  resolution > 0 && resolution < 1
    ? []
    : [atValue(['resolution'], 'must be more than 0 % and less than 100 % to end a search')];

/** There are loads to search among. */
export const rangeRules = ({
  minimumLoad,
  maximumLoad,
}: {
  readonly minimumLoad: Pps;
  readonly maximumLoad: Pps;
}): Finding[] =>
  minimumLoad < maximumLoad
    ? []
    : [
        atValue(
          ['minimumLoad'],
          `must be less than maximumLoad: ${minimumLoad} pps is not less than ${maximumLoad} pps`,
        ),
      ];
