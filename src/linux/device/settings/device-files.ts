/** Files of a port's device in sysfs. */
export interface DeviceFiles {
  /** The first line of one of them; undefined if it could not be read. */
  readonly own: (name: string) => string | undefined;
  /** The rest of the names of existing files with a prefix. */
  readonly names: (beginning: string) => readonly string[];
}

/** Where a port's device is, from the port: a virtio device is on a function of the bus. */
export const devicePlaces = (port: string): readonly string[] => [
  `/sys/class/net/${port}/device`,
  `/sys/class/net/${port}/device/..`,
];

const filesIn = (folder: string, files: ReadonlyMap<string, string>): DeviceFiles => ({
  own: (name) => files.get(`${folder}/${name}`),
  names: (beginning) => {
    const start = `${folder}/${beginning}`;
    return [...files.keys()]
      .filter((path) => path.startsWith(start))
      .map((path) => path.slice(start.length));
  },
});

/** The bus device of a port: its own device, or the parent of that. */
export const functionOf = (port: string, files: ReadonlyMap<string, string>): DeviceFiles => {
  const [device = '', around = ''] = devicePlaces(port);
  const found = [filesIn(device, files), filesIn(around, files)];
  return found.find(({ own }) => own('subsystem_vendor') !== undefined) ?? filesIn(device, files);
};

/** What a device is on a bus. */
export const IDENTITY_FILES = [
  'vendor',
  'device',
  'subsystem_vendor',
  'subsystem_device',
  'revision',
] as const;
