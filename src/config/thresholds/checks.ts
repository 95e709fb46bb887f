import { atValue, within, type Finding } from '../../document/finding.js';
import { nearestName, unknownName } from '../../document/names.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { Playbook } from '../playbook.js';
import { limitsOf, quantityOf } from './limit.js';
import type { StatedThreshold } from './threshold-schema.js';

type Names = Pick<Playbook, 'dataPlanes' | 'frameSizes' | 'networks' | 'procedures'>;

const missingText = (what: string, value: string, known: readonly string[]): string => {
  const text = `the playbook has no ${what} '${value}'`;
  if (known.length === 0) return text;
  const nearest = nearestName(value, known);
  const hint = nearest === undefined ? 'it has' : `did you mean '${nearest}'?`;
  return `${text}; ${hint} (${known.join(', ')})`;
};

/** Names that the playbook does not have, and that would never be measured. */
const unknownFindings = (
  { test, dataPlane, network, frameSize }: StatedThreshold,
  { dataPlanes, frameSizes, networks, procedures }: Names,
): readonly Finding[] => {
  const check = (
    key: string,
    what: string,
    value: string | undefined,
    known: readonly string[],
  ): readonly Finding[] =>
    value === undefined || known.includes(value)
      ? []
      : [atValue([key], missingText(what, value, known))];
  const named = networks?.filter(({ dataPlanes: own = dataPlanes }) => own.includes(dataPlane));
  return [
    ...check('test', 'test', test, [...new Set(procedures.map((each) => each.test))]),
    ...check('dataPlane', 'data plane', dataPlane, dataPlanes),
    ...check('network', 'network', network, named?.map(({ name }) => name) ?? []),
    ...check('frameSize', 'frame size', frameSize?.toString(), frameSizes.map(String)),
  ];
};

const quantityFindings = (threshold: StatedThreshold): readonly Finding[] => {
  const { test, quantity, unlocated, load } = threshold;
  const names = testOf({ test }).quantities.map(({ name }) => name);
  if (unlocated !== undefined) {
    return [
      ...(quantity === undefined
        ? []
        : [atValue(['quantity'], 'unlocated is itself a quantity: remove this key')]),
      ...(load === undefined
        ? []
        : [atValue(['load'], 'unlocated applies to all loads: remove it')]),
    ];
  }
  if (quantity !== undefined && !names.includes(quantity)) {
    return [
      atValue(
        ['quantity'],
        `${test} does not measure it: ${unknownName('quantity', quantity, names)}`,
      ),
    ];
  }
  if (names.length === 0)
    return [atValue(['test'], `${test} has no quantity except unlocated frames`)];
  const name = quantityOf(threshold);
  return load !== undefined && name !== 'forwarding-rate' && name !== 'loss-ratio'
    ? [
        atValue(
          ['load'],
          `only forwarding-rate and loss-ratio are measured at several loads, not ${name}`,
        ),
      ]
    : [];
};

const limitFindings = (threshold: StatedThreshold): readonly Finding[] => {
  const given = (['atLeast', 'atMost', 'unlocated'] as const).filter(
    (key) => threshold[key] !== undefined,
  );
  const [, second] = given;
  if (second !== undefined)
    return [atValue([second], 'give only one of atLeast, atMost and unlocated')];
  if (given.length === 0) return [atValue([], 'missing: one of atLeast, atMost and unlocated')];
  return limitsOf(threshold).flatMap((limit) =>
    limit.state === 'invalid' ? [atValue([limit.key], limit.message)] : [],
  );
};

/** Thresholds that no run of the playbook could meet, or that have no effect. */
export const thresholdFindings = (
  playbook: Names & { readonly thresholds?: readonly StatedThreshold[] | undefined },
): readonly Finding[] =>
  (playbook.thresholds ?? []).flatMap((threshold, index) => {
    const quantity = quantityFindings(threshold);
    return within(
      ['thresholds', index],
      [
        ...unknownFindings(threshold, playbook),
        ...quantity,
        // The unit depends on the quantity.
        ...(quantity.length === 0 ? limitFindings(threshold) : []),
      ],
    );
  });
