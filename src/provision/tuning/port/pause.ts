import { z } from 'zod';
import { parsePauseSettings } from '../../../linux/device/settings/pause.js';
import { onOff } from './arguments.js';
import { portSetting } from './port-setting.js';

/** The arguments of `ethtool -A` for the values of `ethtool -a`. */
const ARGUMENTS = { autonegotiate: 'autoneg', receive: 'rx', transmit: 'tx' } as const;
const NAMES = ['autonegotiate', 'receive', 'transmit'] as const;

/** Whether pause frames are received and sent: `ethtool -A`, without autonegotiation. */
export const pause = portSetting({
  kind: 'pause',
  setting: 'pause frames',
  wanted: z.boolean(),
  value: z.strictObject({
    autonegotiate: z.boolean(),
    receive: z.boolean(),
    transmit: z.boolean(),
  }),
  read: (port) => ['ethtool', '-a', port],
  parse: parsePauseSettings,
  target: (_, on) => ({ autonegotiate: false, receive: on, transmit: on }),
  // For r8169 and other drivers, this is the autonegotiation of the link: they ignore it here.
  meets: ({ receive, transmit }, on) => receive === on && transmit === on,
  // i40e, ice and hns3 reject another than that of the link (ice_set_pauseparam() in ice_ethtool.c).
  instead: ({ autonegotiate }, target) => ({ ...target, autonegotiate }),
  set: (port, now, target) => {
    const changed = NAMES.filter((name) => now[name] !== target[name]);
    return changed.length === 0
      ? undefined
      : [
          'ethtool',
          '-A',
          port,
          ...changed.flatMap((name) => [ARGUMENTS[name], onOff(target[name])]),
        ];
  },
  intended: (port, on) => [
    ...(['ethtool', '-A', port, 'autoneg', 'off'] as const),
    ...['rx', onOff(on), 'tx', onOff(on)],
  ],
});
