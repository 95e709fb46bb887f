import type { Axis, Limit } from '../../../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../../../markup.js';
import type { Positions } from '../../axis/axis-room.js';
import { valueText } from '../../axis/tick-text.js';
import { round, type Plot } from '../../frame.js';
import { fitted } from '../../text-width.js';

/** An axis with its limits, and which way it goes. */
export interface LimitedAxis {
  readonly axis: Axis;
  readonly positions: Positions;
  readonly way: 'across' | 'upward';
}

const isReached = ({ value }: Limit, { positions }: LimitedAxis): boolean =>
  value >= positions.domain[0] && value <= positions.domain[1];

/** Labelled at its lower end: line names are at the upper end. */
const across = (at: number, name: string, { left, top, bottom }: Plot): readonly Markup[] => {
  const isLeft = at - left < 90;
  return [
    element('path', { class: 'limit', d: `M${round(at)} ${top}V${bottom}` }),
    element(
      'text',
      {
        class: 'label halo',
        x: round(isLeft ? at + 5 : at - 5),
        y: bottom - 8,
        'text-anchor': isLeft ? 'start' : 'end',
      },
      text(name),
    ),
  ];
};

const upward = (at: number, name: string, { left, right }: Plot): readonly Markup[] => [
  element('path', { class: 'limit', d: `M${round(left)} ${round(at)}H${round(right)}` }),
  element('text', { class: 'label halo', x: round(left + 6), y: round(at - 5) }, text(name)),
];

const ARROWS: Readonly<Record<LimitedAxis['way'], string>> = { across: '→', upward: '↑' };

/**
 * Limits of axes: a line if the measured values reach them. A limit that they do not reach is named
 * at the edge with its value and an arrow, and never stretches the axis.
 * @param others further texts at the edge
 */
export const limitsOf = (
  axes: readonly LimitedAxis[],
  plot: Plot,
  others: readonly string[],
): Markup => {
  const all = axes.flatMap((limited) =>
    (limited.axis.limits ?? []).map((limit) => ({ limited, limit })),
  );
  const beyond = all
    .filter(({ limited, limit }) => limit.value > limited.positions.domain[1])
    .map(({ limited: { axis, way }, limit: { name, value } }) => {
      return `${name} ${valueText(axis.unit, value)} ${ARROWS[way]}`;
    });
  const edge = [...new Set([...others, ...beyond])].join(', ');
  return concatenated(
    ...all
      .filter(({ limited, limit }) => isReached(limit, limited))
      .flatMap(({ limited: { positions, way }, limit: { name, value } }) =>
        way === 'across'
          ? across(positions.of(value), name, plot)
          : upward(positions.of(value), name, plot),
      ),
    edge === ''
      ? undefined
      : element(
          'text',
          { class: 'label', x: round(plot.right), y: plot.top - 18, 'text-anchor': 'end' },
          text(fitted(edge, plot.right - 130)),
        ),
  );
};
