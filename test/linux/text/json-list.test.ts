import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listEntries, readEntry } from '../../../src/linux/text/json-list.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

const place = { source: 'ip -j link', where: 'dut' };
const membersOf = (text: string): unknown[] => listEntries(text, place).map((each) => each.members);

describe('listEntries', () => {
  it('are the objects of a list', () => {
    expect(membersOf('[{"mtu": 1500, "group": "default"},{"mtu":9000}]')).toEqual([
      { mtu: 1500, group: 'default' },
      { mtu: 9000 },
    ]);
  });

  it('are none if nothing was printed', () => {
    expect(membersOf(' \n')).toEqual([]);
    expect(membersOf('[ ]\n')).toEqual([]);
  });

  it('are parsed one by one: invalid JSON in one object does not affect the others', () => {
    const printed =
      '[{"kind":"hfsc","dev":"eth1","options":{default 1 },"drops":4},{"kind":"sfq" limit 127p},{"kind":"mq"}]';
    expect(membersOf(printed)).toEqual([
      { kind: 'hfsc', dev: 'eth1', drops: 4 },
      {},
      { kind: 'mq' },
    ]);
  });

  it('may have names of any length beside what is not JSON', () => {
    const name = 'k'.repeat(12_000_000);
    const [entry] = listEntries(`[{"${name}":1,"options":{default 1}}]`, place);
    expect(Object.keys(entry?.members ?? {})).toEqual([name]);
  });

  it('keep brackets, commas and quotes within names', () => {
    const names = fc.array(fc.record({ ifname: fc.string(), list: fc.array(fc.string()) }));
    fc.assert(
      fc.property(names, (list) => {
        expect(membersOf(JSON.stringify(list))).toEqual(list);
      }),
    );
  });

  it('do not depend on what is printed before and after the list', () => {
    staysAs(fixture('ip-link.json'), withForeignLines, membersOf, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it.each([
    'Device "eth9" does not exist.',
    'default via 10.0.0.1 dev eth0 proto dhcp',
    '[{"a":1}',
  ])('refuse %s', (text) => {
    const parse = () => listEntries(text, place);
    expect(parse).toThrow(ParseFailure);
    expect(parse).toThrow(
      `reading ip -j link on dut: expected JSON, found ${JSON.stringify(text)}`,
    );
    expect(parse).toThrow('fix: upgrade iproute2');
  });
});

describe('readEntry', () => {
  const schema = z.object({ mtu: z.int() });
  const read = (text: string): unknown =>
    listEntries(text, place).map((entry) => readEntry(schema, entry, place));

  it('returns the requested fields', () => {
    expect(read('[{"mtu":1500,"link":null}]')).toEqual([{ mtu: 1500 }]);
  });

  it('shows the object that it cannot read, and the position', () => {
    expect(() => read('[{"mtu": 1500},{"ifname":"eth1","mtu":"large"}]')).toThrow(
      /reading ip -j link on dut: expected JSON of the known structure \(at mtu: .*found ".*eth1/,
    );
  });
});
