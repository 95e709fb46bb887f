import type { PortReadings } from '../../../linux/device/settings/port.js';
import { portCheck } from '../../check.js';

/** A driver that has no such setting says so; there is nothing to be judged then. */
const HAS_NONE = /not supported|no data available/i;

/** Why settings that checks judge could not be read; none for those that the driver does not have. */
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
    'What ethtool does not say of a port, or says in a form that is not known, no check can judge: the setting may be as it should be, or not. Settings that a driver does not have at all are not reported.',
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
