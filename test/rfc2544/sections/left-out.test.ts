import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../../src/model/data-plane.js';
import { leftOut } from '../../../src/rfc2544/sections/left-out.js';

describe('what data planes leave out', () => {
  it('is a remark for each that leaves something out, once', () => {
    const remarks = leftOut(['ip-forwarder', 'direct-macvlan', 'direct-macvlan']);
    expect(remarks).toEqual([
      { level: 'note', text: [expect.stringMatching(/^direct-macvlan bypasses .*\.$/)] },
    ]);
  });

  it('is nothing for those that change no more than the paper does', () => {
    expect(leftOut(DATA_PLANES.filter((name) => name !== 'direct-macvlan'))).toEqual([]);
  });
});
