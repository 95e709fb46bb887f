/** A boolean as an ethtool argument. */
export const onOff = (on: boolean): 'on' | 'off' => (on ? 'on' : 'off');

/** A value as an ethtool argument. */
export const argument = (value: boolean | number): string =>
  typeof value === 'boolean' ? onOff(value) : String(value);
