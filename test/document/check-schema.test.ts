import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkSchema } from '../../src/document/check-schema.js';
import { pathText } from '../../src/document/finding.js';

const schema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string(),
  ports: z.array(z.strictObject({ interface: z.string() })).optional(),
  traffic: z.union([z.string(), z.strictObject({ rate: z.number() })]).optional(),
});

const findings = (value: unknown): readonly string[] => {
  const result = checkSchema(schema, value);
  if (result.valid) return [];
  return result.findings.map(({ at, path, message }) => `${at} ${pathText(path)}: ${message}`);
};

describe('checkSchema', () => {
  it('returns the data of a valid value', () => {
    expect(checkSchema(schema, { name: 'a' })).toEqual({ valid: true, data: { name: 'a' } });
  });

  it('returns a finding for each deviation', () => {
    expect(findings({ ports: [{ interface: 1 }] })).toEqual([
      'value name: missing',
      'value ports[0].interface: expected text, found 1',
    ]);
  });

  it('returns a finding for each unknown key, with the nearest valid one', () => {
    expect(findings({ name: 'a', nam: 1, ports: [{ interface: 'eth1', mtu: 9 }] })).toEqual([
      "key ports[0].mtu: unknown key 'mtu'; expected one of (interface)",
      "key nam: unknown key 'nam'; did you mean 'name'? (name, ports, traffic)",
    ]);
  });

  it('explains a union by the branch of the value’s type', () => {
    expect(findings({ name: 'a', traffic: { rate: 'fast' } })).toEqual([
      "value traffic.rate: expected a number, found 'fast'",
    ]);
    expect(findings({ name: 'a', traffic: 7 })).toEqual(['value traffic: expected text, found 7']);
  });
});
