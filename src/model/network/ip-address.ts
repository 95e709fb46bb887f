import type { Protocol } from './traffic.js';

const none = (text: string): RangeError => new RangeError(`'${text}' is not an IP address`);

const numbers = (words: readonly string[], form: RegExp, radix: number, text: string): number[] =>
  words.map((word) => {
    if (!form.test(word)) throw none(text);
    return Number.parseInt(word, radix);
  });

const ipv4Octets = (text: string): readonly number[] => {
  const octets = numbers(text.split('.'), /^\d{1,3}$/, 10, text);
  if (octets.length !== 4 || octets.some((octet) => octet > 255)) throw none(text);
  return octets;
};

/** At most one `::` stands for the missing groups of zeros (RFC 4291 section 2.2). */
const ipv6Octets = (text: string): readonly number[] => {
  const [head = '', tail, ...more] = text.split('::');
  const groups = (part: string | undefined): number[] =>
    part === undefined || part === '' ? [] : numbers(part.split(':'), /^[0-9a-f]{1,4}$/i, 16, text);
  const [before, after] = [groups(head), groups(tail)];
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) throw none(text);
  const all = [...before, ...Array<number>(tail === undefined ? 0 : missing).fill(0), ...after];
  return all.flatMap((group) => [group >> 8, group & 0xff]);
};

/** The protocol of an address, by its notation. */
export const protocolOf = (address: string): Protocol => (address.includes(':') ? 'ipv6' : 'ipv4');

/** The 4 or 16 octets of an address. @throws RangeError */
export const addressOctets = (address: string): readonly number[] =>
  protocolOf(address) === 'ipv6' ? ipv6Octets(address) : ipv4Octets(address);
