import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

const megabits = (speed: number): string => `${speed / 1e6} Mb/s`;

export const speed = portCheck({
  name: 'speed',
  title: 'Negotiated speed',
  about:
    "The frame rate of the media is computed from the testbed's linkSpeed. A link that negotiated another speed (a damaged cable, a partner that is fixed at 100 Mb/s) makes every load in per cent wrong.",
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
              ? `check the cable and what the partner advertises: ethtool ${port.interface}`
              : "correct the testbed's linkSpeed",
        },
      ];
    }),
});
