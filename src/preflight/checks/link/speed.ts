import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

const megabits = (speed: number): string => `${speed / 1e6} Mb/s`;

export const speed = portCheck({
  name: 'speed',
  title: 'Negotiated speed',
  about:
    "The line rate is computed from the testbed's linkSpeed. If a link has negotiated another speed (a damaged cable, a link partner fixed at 100 Mb/s), every load in per cent is wrong.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const negotiated = setting('link')?.speed ?? undefined;
      const { linkSpeed } = port;
      if (negotiated === undefined || linkSpeed === undefined || negotiated === linkSpeed)
        return [];
      return [
        {
          severity: 'stops',
          found: `it negotiated ${megabits(negotiated)}, the testbed says ${megabits(linkSpeed)}`,
          why: 'loads are computed from the speed of the links',
          fix:
            negotiated < linkSpeed
              ? `check the cable and the modes that the link partner advertises: ethtool ${port.interface}`
              : "correct the testbed's linkSpeed",
        },
      ];
    }),
});
