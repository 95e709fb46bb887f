import { describe, expect, it } from 'vitest';
import { parseQdiscs } from '../../../src/linux/tc/qdiscs.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

const LIST = JSON.stringify([
  { kind: 'mq', handle: '0:', dev: 'eth1', root: true, options: {} },
  { kind: 'fq_codel', handle: '0:', dev: 'eth1', parent: ':1', options: { limit: 10240 } },
  { kind: 'tbf', handle: '8001:', dev: 'eth2', root: true, options: {} },
  { kind: 'clsact', handle: 'ffff:', dev: 'eth2', parent: 'ffff:fff1', options: {} },
  { handle: '0:', dev: 'eth3' },
]);

describe('queueing disciplines', () => {
  it('belong to a device, at its root or not, attached by the kernel or set explicitly', () => {
    expect(parseQdiscs(LIST)).toEqual([
      { device: 'eth1', kind: 'mq', root: true, configured: false },
      { device: 'eth1', kind: 'fq_codel', root: false, configured: false },
      { device: 'eth2', kind: 'tbf', root: true, configured: true },
      { device: 'eth2', kind: 'clsact', root: false, configured: true },
    ]);
  });

  it('have no device if those of one are requested', () => {
    const [only] = parseQdiscs('[{"kind":"noqueue","handle":"0:","root":true,"options":{}}]');
    expect(only).toEqual({ device: undefined, kind: 'noqueue', root: true, configured: false });
  });

  it('are none if nothing is printed, and an error if it is not a list', () => {
    expect(parseQdiscs('')).toEqual([]);
    expect(() => parseQdiscs('qdisc mq 0: dev eth1 root')).toThrow(ParseFailure);
  });
});
