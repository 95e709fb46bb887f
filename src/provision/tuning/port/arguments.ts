/** A switch as ethtool takes it. */
export const onOff = (on: boolean): 'on' | 'off' => (on ? 'on' : 'off');

/** A value as ethtool takes it. */
export const argument = (value: boolean | number): string =>
  typeof value === 'boolean' ? onOff(value) : String(value);
