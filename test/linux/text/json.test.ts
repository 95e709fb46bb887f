import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJsonText } from '../../../src/linux/text/json.js';

const schema = z.array(z.object({ mtu: z.int() }));
const parse = (text: string): unknown => parseJsonText(schema, 'ip -j link', text, 'dut');

describe('parseJsonText', () => {
  it('checks the structure', () => {
    expect(parse('[{"mtu": 1500, "group": "default"}]')).toEqual([{ mtu: 1500 }]);
  });

  it('takes no output for an empty list', () => {
    expect(parse(' \n')).toEqual([]);
  });

  it('says where the structure differs, and what is not JSON', () => {
    expect(() => parse('[{"mtu": 1500}, {"mtu": "large"}]')).toThrow(
      /reading ip -j link on dut: expected JSON of the known structure \(at 1\.mtu: /,
    );
    expect(() => parse('{}')).toThrow('at the top level: ');
    expect(() => parse('Device "eth9" does not exist.')).toThrow('expected JSON, found "Device');
  });
});
