import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

/** The format of a kernel's event skb:kfree_skb. */
export interface KfreeSkbFormat {
  /** The reasons' names by number; undefined before Linux 5.17, whose event has no reason. */
  readonly reasons?: ReadonlyMap<number, string> | undefined;
}

/**
 * Parses events/skb/kfree_skb/format. Reasons are numbers that differ between kernels: their names are
 * in the print format of the event (include/trace/events/skb.h).
 * @throws ParseFailure
 */
export const parseKfreeSkbFormat = (text: string, where?: string): KfreeSkbFormat => {
  const source = 'events/skb/kfree_skb/format';
  if (!/^name: kfree_skb$/m.test(text) || !/\bfield:void \* location;/.test(text)) {
    throw new ParseFailure({
      source,
      expected: "the event's name, and its field location",
      text,
      where,
    });
  }
  if (!/\bfield:enum skb_drop_reason reason;/.test(text)) return {};
  const reasons = [...text.matchAll(/\{ (\w+), "(\w+)" \}/g)].map(
    ([, number, name]) => [decimal(number, { source, where }), name ?? ''] as const,
  );
  if (reasons.length > 0) return { reasons: new Map(reasons) };
  throw new ParseFailure({
    source,
    expected: 'names of reasons, such as { 1, "NOT_SPECIFIED" }',
    text,
    where,
  });
};
