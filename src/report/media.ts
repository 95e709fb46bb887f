import { mediaMaximum } from '../model/frame.js';
import type { BitsPerSecond, Bytes, Pps } from '../model/units.js';
import type { Media } from '../results/schema.js';
import { kpps } from './figures.js';

const ports = (count: number): string => `${count} ingress port${count === 1 ? '' : 's'}`;

/** What frames were offered on, for the head of a report; nothing where the archive does not say. */
export const mediaLine = (media: Media | undefined): readonly string[] => {
  if (media === undefined) return [];
  const { ingressPorts, linkSpeed } = media;
  const links = linkSpeed === null ? 'link speed not known' : `links of ${linkSpeed / 1e6} Mb/s`;
  return [`media: Ethernet, ${ports(ingressPorts)}, ${links}`];
};

type KnownMedia = Media & { readonly linkSpeed: BitsPerSecond };

/** Whether the archive says how fast the links were. */
export const knowsLineRate = (media: Media | undefined): media is KnownMedia =>
  media !== undefined && media.linkSpeed !== null;

/** The most frames of a size that the ingress links carry (RFC 2544 section 26.1). */
export const lineRateOf = (media: Media | undefined, frameSize: Bytes): Pps | undefined =>
  knowsLineRate(media) ? mediaMaximum(frameSize, media.linkSpeed, media.ingressPorts) : undefined;

/** What a line rate is; nothing where there is none. */
export const lineRateTerms = (media: Media | undefined): readonly string[] =>
  knowsLineRate(media)
    ? [
        `line rate: what ${ports(media.ingressPorts)} of ${media.linkSpeed / 1e6} Mb/s at layer 1` +
          ' can carry, preambles and gaps counted',
      ]
    : [];

/** The line rate at each of some frame sizes, in a line. */
export const lineRates = (media: Media | undefined, sizes: readonly Bytes[]): readonly string[] => {
  const rates = [...new Set(sizes)].flatMap((size) => {
    const rate = lineRateOf(media, size);
    return rate === undefined ? [] : [`${size}: ${kpps(rate)}`];
  });
  return rates.length === 0 ? [] : [`line rate by frame size: ${rates.join(', ')} kpps`];
};

/** How loads relate to the ingress ports (RFC 9971 section 4.5.2). */
export const aggregation = (media: Media | undefined): string => {
  if (media === undefined) return 'aggregate over ingress ports';
  const { ingressPorts } = media;
  return ingressPorts === 1
    ? 'of the one ingress port'
    : `aggregate over ${ports(ingressPorts)}: ${ingressPorts} times the load of one`;
};
