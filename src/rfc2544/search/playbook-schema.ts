import { atValue, type Finding } from '../../document/finding.js';
import { percentText, loadText } from '../../document/quantity.js';
import type { Pps } from '../../model/units.js';

/** The highest load of a test that the media bounds. */
export const maximumLoadKey = loadText
  .exactOptional()
  .describe(
    'The highest load to try, aggregate over ingress ports; default: the line rate of the links',
  );

/** The keys of a search between two loads. @param resolution what its resolution is */
export const searchKeys = (resolution: string) => ({
  minimumLoad: loadText.describe('The lowest load to try, aggregate over ingress ports'),
  maximumLoad: maximumLoadKey,
  resolution: percentText.describe(resolution),
});

/** The resolution is one with which a search ends. */
export const resolutionRules = ({ resolution }: { readonly resolution: number }): Finding[] =>
  resolution > 0 && resolution < 1
    ? []
    : [atValue(['resolution'], 'must be more than 0 % and less than 100 %')];

/** The most loads in the grid of a search, which tries a few dozen of them. */
const MOST_LOADS = 20_000;

/** The most loads there can be to search among: whole frames/s, no closer than the resolution. */
const loadsBetween = (minimum: Pps, maximum: Pps, resolution: number): number =>
  Math.ceil(Math.min(maximum - minimum, Math.log(minimum / maximum) / Math.log1p(-resolution)));

/** There are loads to search among, but not too many. */
export const rangeRules = ({
  minimumLoad,
  maximumLoad,
  resolution,
}: {
  readonly minimumLoad: Pps;
  readonly maximumLoad: Pps;
  readonly resolution: number;
}): Finding[] => {
  if (minimumLoad >= maximumLoad) {
    return [
      atValue(
        ['minimumLoad'],
        `must be less than maximumLoad: ${minimumLoad} pps is not less than ${maximumLoad} pps`,
      ),
    ];
  }
  const loads = loadsBetween(minimumLoad, maximumLoad, resolution);
  if (!(resolution > 0) || loads <= MOST_LOADS) return [];
  const message =
    `gives ${loads} loads from ${minimumLoad} to ${maximumLoad} pps to search among;` +
    ` at most ${MOST_LOADS} are supported: use a coarser resolution`;
  return [atValue(['resolution'], message)];
};
