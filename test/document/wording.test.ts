import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expected, plural, unknown, wording } from '../../src/document/wording.js';

const message = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value, { reportInput: true, error: wording }).error?.issues[0]?.message;

const tagged = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ssh') }),
  z.object({ type: z.literal('local') }),
]);

describe('wording', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'missing'],
    [z.array(z.string()), 'a', "expected a list, found 'a'"],
    [z.object({}), null, 'expected a mapping, found nothing'],
    [z.int(), 1.5, 'expected a whole number, found 1.5'],
    [z.boolean(), [], 'expected true or false, found a list'],
    [z.int().min(2), 1, 'expected at least 2, found 1'],
    [z.string().max(3), 'long', 'expected at most 3 characters'],
    [z.array(z.int()).min(2), [1], 'expected at least 2 in the list'],
    [z.enum(['ip', 'ipv6']), 'ipv', "unknown value 'ipv'; did you mean 'ip'? (ip, ipv6)"],
    [tagged, { type: 'shh' }, "unknown type 'shh'; did you mean 'ssh'? (ssh, local)"],
    [tagged, {}, 'missing; expected one of (ssh, local)'],
  ])('of an issue %#', (schema, value, text) => {
    expect(message(schema, value)).toBe(text);
  });
});

describe('specific messages of a schema', () => {
  it('name the kind of an unknown value', () => {
    const plane = z.enum(['macvlan'], { error: unknown('data plane') });
    expect(message(plane, 'macvlam')).toBe(
      "unknown data plane 'macvlam'; did you mean 'macvlan'? (macvlan)",
    );
  });

  it('give a hint for a wrong value, but not for a missing one', () => {
    const duration = z.string({ error: expected('a duration') });
    expect(message(duration, 5)).toBe('expected a duration, found 5');
    expect(message(duration, undefined)).toBe('missing');
  });
});

describe('plural', () => {
  it('has an s unless there is exactly one', () => {
    expect([0, 1, 2].map((count) => plural(count, 'port'))).toEqual([
      '0 ports',
      '1 port',
      '2 ports',
    ]);
  });
});
