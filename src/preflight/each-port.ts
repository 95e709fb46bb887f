import type { PortReadings, SettingReadings } from '../linux/device/settings/port.js';
import type { Device } from '../linux/ip/device.js';
import { valueOf, type Readout } from '../linux/text/query.js';
import type { RoleFacts } from './facts.js';
import type { CheckFinding } from './finding.js';
import type { PortSubject, RoleSubject } from './subject.js';

type Value<Name extends keyof SettingReadings> =
  SettingReadings[Name] extends Readout<infer Read> ? Read : never;

/** An existing port, as checks see it. */
export interface SeenPort {
  readonly port: PortSubject;
  readonly device: Device;
  readonly features: PortReadings['features'] | undefined;
  /** A setting; undefined if it could not be read. */
  readonly setting: <Name extends keyof SettingReadings>(name: Name) => Value<Name> | undefined;
}

/** Judges each existing port of a role; missing ones have their own check. */
export const eachPort = (
  { ports }: RoleSubject,
  { device, settings }: RoleFacts,
  judge: (seen: SeenPort) => readonly Omit<CheckFinding, 'port'>[],
): readonly CheckFinding[] =>
  ports.flatMap((port) => {
    const found = device(port.interface);
    if (found === undefined) return [];
    const own = settings.get(port.interface);
    const setting: SeenPort['setting'] = (name) =>
      own === undefined ? undefined : (valueOf<unknown>(own.settings[name]) as never);
    return judge({ port, device: found, features: own?.features, setting }).map((finding) => ({
      ...finding,
      port: port.name,
    }));
  });
