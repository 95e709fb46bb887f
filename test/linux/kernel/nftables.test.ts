import { describe, expect, it } from 'vitest';
import { droppingChains } from '../../../src/linux/kernel/nftables.js';
import { fixture } from '../fixture.js';

describe('the chains of nft', () => {
  it('are those that drop forwarded packets', () => {
    expect(droppingChains(fixture('nft-chains.txt'))).toEqual(['ip filter FORWARD']);
    expect(droppingChains('')).toEqual([]);
  });

  it('may have a priority in numbers, and a table of both families', () => {
    const text = `table inet fw {
\tchain forward {
\t\ttype filter hook forward priority -10; policy drop;
\t}
}
`;
    expect(droppingChains(text)).toEqual(['inet fw forward']);
  });
});
