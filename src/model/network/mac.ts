declare const mac: unique symbol;

/** An Ethernet address in lower-case colon notation. */
export type MacAddress = string & { readonly [mac]: true };

const FORM = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** An address from text in colon notation. @throws RangeError */
export const macAddress = (text: string): MacAddress => {
  const lower = text.toLowerCase();
  if (!FORM.test(lower)) throw new RangeError(`'${text}' is not an Ethernet address`);
  return lower as MacAddress;
};

/**
 * A locally administered unicast address, the same for the same inputs: `02:<group>:…:<index>`.
 * @param group keeps the addresses of different kinds of device apart, 0..255
 * @param index counts devices within the group, 0..65535
 */
export const localMac = (group: number, index: number): MacAddress => {
  const octets = [0x02, 0x76, 0x72, group & 0xff, (index >> 8) & 0xff, index & 0xff];
  return macAddress(octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':'));
};
