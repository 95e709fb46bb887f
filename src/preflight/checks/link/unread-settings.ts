import type { PortReadings } from '../../../linux/device/settings/port.js';
import type { Device } from '../../../linux/ip/device.js';
import { valueOf } from '../../../linux/text/query.js';
import { portCheck } from '../../check.js';
import { WITHOUT_CABLE } from './driver.js';

/** The error of a driver without such a setting; there is nothing to judge then. */
const HAS_NONE = /not supported|no data available/i;

/** Why settings that checks judge could not be read; omits those that the driver does not have. */
export const unreadReasons = ({ features, settings }: PortReadings): readonly string[] => {
  const { link, pause, rings, coalescing } = settings;
  return [link, pause, rings, coalescing, features].flatMap((read) =>
    'unread' in read && !HAS_NONE.test(read.unread) ? [read.unread] : [],
  );
};

/** Why speed and duplex of a port's link are not known. A run brings it up, and awaits the link. */
const unreadLink = (
  { name, flags, kind }: Device,
  { settings: { link, driverModule } }: PortReadings,
): readonly string[] => {
  if (!flags.includes('UP')) {
    return [`the link of ${name}, which is down: ip link set dev ${name} up`];
  }
  // Devices without a cable have no speed, and their own check.
  const driver = valueOf(driverModule)?.name ?? kind;
  const isWired = driver === undefined || !WITHOUT_CABLE.includes(driver);
  return isWired && flags.includes('LOWER_UP') && valueOf(link)?.speed === null
    ? [`ethtool ${name} shows no speed of the link`]
    : [];
};

export const unreadSettings = portCheck({
  name: 'unread-settings',
  title: 'Settings that could not be read',
  about:
    'No check can judge settings that ethtool does not print, or prints in an unknown form: they may or may not be right. Settings that a driver does not support are not reported. Speed and duplex of a port that is down are not known; a run brings it up and awaits its link.',
  metalOnly: true,
  judge: ({ device, settings, machine }, { ports }) =>
    machine.missing('tool').includes('ethtool')
      ? []
      : ports.flatMap((port) => {
          const [own, found] = [settings.get(port.interface), device(port.interface)];
          if (own === undefined || found === undefined) return [];
          const unread = [...unreadReasons(own), ...unreadLink(found, own)];
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
