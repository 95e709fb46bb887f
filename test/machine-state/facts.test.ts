import { describe, expect, it } from 'vitest';
import { attributes, elements, lines, objects, pairs } from './facts.js';

describe('facts', () => {
  it('of lines tell one line from two that are the same', () => {
    expect(lines('a\na\nb\n')).toEqual({ a: 'present, present', b: 'present' });
  });

  it('of pairs keep the separator within the value, and leave out what is asked', () => {
    const text = 'a = 1 = 2\nsecret = 3\n';
    expect(pairs(' = ', (name) => name === 'secret')(text)).toEqual({ a: '1 = 2' });
  });

  it('of devices are every attribute, without those that change on their own', () => {
    const text = JSON.stringify([
      { ifname: 'eth1', mtu: 1500, stats64: { rx: 1 }, linkinfo: { info_kind: 'macvlan' } },
    ]);
    expect(attributes(new Set(['stats64']))(text)).toEqual({
      '"eth1" ifname': '"eth1"',
      '"eth1" mtu': '1500',
      '"eth1" linkinfo info_kind': '"macvlan"',
    });
  });

  it('of addresses are each address of each device', () => {
    const text = JSON.stringify([
      { ifname: 'eth1', addr_info: [{ local: '192.0.2.1', valid_life_time: 42 }] },
      { ifname: 'eth2', addr_info: [] },
    ]);
    expect(elements('addr_info', new Set(['valid_life_time']))(text)).toEqual({
      '"eth1" {"local":"192.0.2.1"}': 'present',
    });
  });

  it('of objects are those that count; none where nothing is printed', () => {
    const text = '[{"kind":"fq_codel","handle":"0:"},{"kind":"tbf","handle":"1:"}]';
    const configured = objects(new Set(), ({ handle }) => handle !== '0:');
    expect(configured(text)).toEqual({ '{"kind":"tbf","handle":"1:"}': 'present' });
    expect(configured('')).toEqual({});
  });
});
