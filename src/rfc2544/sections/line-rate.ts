import { mediaMaximum } from '../../model/frame.js';
import type { Limit, Reference, Remark } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import type { BitsPerSecond, Bytes, Pps } from '../../model/units.js';
import type { Media } from '../../model/schema/media.js';

const ports = (count: number): string => `${count} ingress port${count === 1 ? '' : 's'}`;

type KnownMedia = Media & { readonly linkSpeed: BitsPerSecond };

/** Whether the link speed is known. */
export const knowsLineRate = (media: Media | undefined): media is KnownMedia =>
  media !== undefined && media.linkSpeed !== null;

/** The most frames of a size that the ingress links carry (RFC 2544 section 26.1). */
export const lineRateOf = (media: Media | undefined, frameSize: Bytes): Pps | undefined =>
  knowsLineRate(media) ? mediaMaximum(frameSize, media.linkSpeed, media.ingressPorts) : undefined;

/** A note on the line rate; none if it is unknown. */
export const lineRateRemark = (media: Media | undefined): readonly Remark[] =>
  knowsLineRate(media)
    ? [
        {
          level: 'note',
          text: sentence`Line rate: what ${ports(media.ingressPorts)} of ${quantity(media.linkSpeed, 'bps')} at layer 1 can carry, including preambles and interframe gaps.`,
        },
      ]
    : [];

/** The line rate as the limit of a load axis; nothing if unknown. */
export const lineRateLimits = (media: Media | undefined, frameSize: Bytes): readonly Limit[] => {
  const rate = lineRateOf(media, frameSize);
  return rate === undefined ? [] : [{ name: 'line rate', value: rate }];
};

/** The line rate over frame sizes, for a figure; nothing if it is not known. */
export const lineRateReference = (
  media: Media | undefined,
  frameSizes: readonly Bytes[],
): readonly Reference[] => {
  const sizes = [...new Set(frameSizes)].toSorted((one, other) => one - other);
  const points = sizes.flatMap((size) => {
    const rate = lineRateOf(media, size);
    return rate === undefined ? [] : [{ x: size, y: rate }];
  });
  return points.length === 0 ? [] : [{ name: 'line rate', points }];
};

/** How loads relate to the ingress ports (RFC 9971 section 4.5.2). */
export const aggregation = (media: Media | undefined): string => {
  if (media === undefined) return 'aggregate over ingress ports';
  const { ingressPorts } = media;
  return ingressPorts === 1
    ? 'of the one ingress port'
    : `aggregate over ${ports(ingressPorts)}: ${ingressPorts} times the load of one`;
};
