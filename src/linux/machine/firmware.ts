import type { SystemSetup } from '../../model/schema/setup/system.js';
import type { Readout } from '../text/query.js';

const FOLDER = '/sys/class/dmi/id';

const NAMES = ['bios_vendor', 'bios_version', 'bios_date', 'sys_vendor', 'product_name'] as const;

/** What the firmware reports about itself and the machine (Documentation/ABI/testing/sysfs-firmware-dmi-tables). */
export const FIRMWARE_FILES: readonly string[] = NAMES.map((name) => `${FOLDER}/${name}`);

/** Firmware and machine by DMI, which machines without a BIOS do not have. */
export const readFirmware = (
  files: ReadonlyMap<string, string>,
): {
  readonly bios: Readout<NonNullable<SystemSetup['bios']>>;
  readonly product: Readout<NonNullable<SystemSetup['product']>>;
} => {
  const [biosVendor, version, date, vendor, name] = NAMES.map((file) =>
    files.get(`${FOLDER}/${file}`),
  );
  const missing = { unread: `no ${FOLDER}: the machine has no DMI` };
  return {
    bios:
      biosVendor === undefined || version === undefined || date === undefined
        ? missing
        : { value: { vendor: biosVendor, version, date } },
    product: vendor === undefined || name === undefined ? missing : { value: { vendor, name } },
  };
};
