import { describe, expect, it } from 'vitest';
import { routeUpdates } from '../../../src/provision/modifiers/route-updates.js';
import { planned } from '../planned.js';

describe('route updates', () => {
  it('change all of their routes, but only the next hop', () => {
    const { to } = routeUpdates(planned('macvlan').network);
    const [a, b] = [to('A'), to('B')].map((commands) =>
      commands.flatMap(({ stdin = '' }) => stdin.trim().split('\n')),
    );
    expect(a).toHaveLength(25);
    expect(a?.[0]).toBe('route replace 198.19.96.0/24 via 198.18.1.2 dev vr0-p0');
    expect(b?.[0]).toBe('route replace 198.19.96.0/24 via 198.19.1.2 dev vr0-p2');
  });
});
