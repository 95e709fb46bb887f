/** Reads the strings of a public key (RFC 4251 section 5). */
const stringsOf = (blob: Buffer): readonly Buffer[] => {
  const strings: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at);
    strings.push(blob.subarray(at + 4, end));
    at = end;
  }
  return strings;
};

/**
 * The size of an RSA key, in bits; undefined for keys of other types, which have only one.
 * @param blob the public key: its type, exponent and modulus (RFC 4253 section 6.6)
 */
export const rsaBits = (blob: Buffer): number | undefined => {
  const [type, , modulus = Buffer.alloc(0)] = stringsOf(blob);
  if (type?.toString('latin1') !== 'ssh-rsa') return undefined;
  const first = modulus.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (modulus.length - first) * 8 - (Math.clz32(modulus[first] ?? 0) - 24);
};
