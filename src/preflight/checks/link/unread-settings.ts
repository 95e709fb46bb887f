import type { PortReadings } from '../../../linux/device/settings/port.js';
import { portCheck } from '../../check.js';

/** The error of a driver without such a setting; there is nothing to judge then. */
const HAS_NONE = /not supported|no data available/i;

/** Why settings that checks judge could not be read; omits those that the driver does not have. */
export const unreadReasons = ({ features, settings }: PortReadings): readonly string[] => {
  const { link, pause, rings, coalescing } = settings;
  return [link, pause, rings, coalescing, features].flatMap((read) =>
    'unread' in read && !HAS_NONE.test(read.unread) ? [read.unread] : [],
  );
};

export const unreadSettings = portCheck({
  name: 'unread-settings',
  title: 'Settings that could not be read',
  about:
    'No check can judge settings that ethtool does not print, or prints in an unknown form: they may or may not be right. Settings that a driver does not support are not reported.',
  metalOnly: true,
  judge: ({ device, settings, machine }, { ports }) =>
    machine.missing('tool').includes('ethtool')
      ? []
      : ports.flatMap((port) => {
          const own = settings.get(port.interface);
          if (own === undefined || device(port.interface) === undefined) return [];
          const unread = unreadReasons(own);
          return unread.length === 0
            ? []
            : [
                {
                  severity: 'notes',
                  port: port.name,
                  found: `not read: ${unread.join('; ')}`,
                  why: 'no check could judge these settings',
                },
              ];
        }),
});
