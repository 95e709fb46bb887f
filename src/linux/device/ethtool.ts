import { ParseFailure } from '../text/parse-failure.js';

/** The driver of a network device. */
export interface Driver {
  readonly name: string;
  readonly version: string;
  /** Absent if the driver does not report it. */
  readonly firmware?: string;
  readonly bus?: string;
}

/** An offload of a device. */
export interface Feature {
  readonly on: boolean;
  /** The device cannot change it. */
  readonly fixed: boolean;
}

/** A name without blanks: `firmware-version: 1.2`. */
const FIELD = /^([\w-]+):(.*)$/;

const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, name, value] = FIELD.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()]];
    }),
  );

/** Parses the output of `ethtool -i DEVICE`. @throws ParseFailure */
export const parseDriver = (text: string, where?: string): Driver => {
  const fields = fieldsOf(text);
  const name = fields.get('driver');
  if (name === undefined) {
    throw new ParseFailure({ source: 'ethtool -i', expected: "'driver:'", text, where });
  }
  const firmware = fields.get('firmware-version');
  const bus = fields.get('bus-info');
  return {
    name,
    version: fields.get('version') ?? '',
    ...(firmware !== undefined && firmware !== '' && { firmware }),
    ...(bus !== undefined && bus !== '' && { bus }),
  };
};

const FEATURE = /^\s*(\S+): (on|off)(?: \[(.+)\])?\s*$/;

/**
 * Parses the output of `ethtool -k DEVICE`, by feature: `generic-receive-offload`. Other lines, such as
 * warnings about a setting that could not be read, are left out.
 * @throws ParseFailure if there is no feature at all
 */
export const parseFeatures = (text: string, where?: string): ReadonlyMap<string, Feature> => {
  const features = text.split('\n').flatMap((line): [string, Feature][] => {
    const [, name, state, remark] = FEATURE.exec(line) ?? [];
    return name === undefined ? [] : [[name, { on: state === 'on', fixed: remark === 'fixed' }]];
  });
  if (features.length > 0) return new Map(features);
  const expected = "'feature: on' or 'feature: off'";
  throw new ParseFailure({ source: 'ethtool -k', expected, text, where });
};
