import type { Json } from '../../model/json.js';

/** A plain value within a value, and its path. */
interface Leaf {
  /** `receive.now`; empty for the value itself. */
  readonly name: string;
  readonly value: string;
}

const plain = (value: string | number | boolean | null): string => {
  if (value === null) return 'none';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
};

/** The parts of a list or a mapping; settings of a port are named by its network device. */
const partsOf = (value: Exclude<Json, string | number | boolean | null>): [string, Json][] =>
  Object.entries(value).map(([key, inner]): [string, Json] => {
    if (typeof inner !== 'object' || inner === null || !('interface' in inner)) return [key, inner];
    const { interface: port, value: own, ...rest } = inner as Record<string, Json>;
    return [typeof port === 'string' ? port : key, own ?? rest];
  });

/** The leaves of a value; a list of plain values is one leaf. */
const leavesOf = (value: Json, name = ''): readonly Leaf[] => {
  if (typeof value !== 'object' || value === null) return [{ name, value: plain(value) }];
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null)) {
    return [{ name, value: value.join(' ') }];
  }
  return partsOf(value).flatMap(([key, inner]) =>
    leavesOf(inner, name === '' ? key : `${name} ${key}`),
  );
};

/** A setting in one line: `autonegotiate on, receive off`. */
export const settingText = (value: Json): string =>
  leavesOf(value)
    .map((leaf) => [leaf.name, leaf.value].filter((part) => part !== '').join(' '))
    .join(', ');

/** A part of a setting that changed. */
export interface SettingChange {
  /** `receive`; empty if the setting has no parts. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** The differences between two readings of a setting. */
export const settingChanges = (before: Json, after: Json): readonly SettingChange[] => {
  const found = new Map(leavesOf(after).map(({ name, value }) => [name, value]));
  return leavesOf(before).flatMap(({ name, value }): SettingChange[] => {
    const to = found.get(name);
    return to === undefined || to === value ? [] : [{ what: name, from: value, to }];
  });
};
