const isIpv6 = (host: string): boolean => /^[0-9a-f:.]+(%\S+)?$/i.test(host) && /:.*:/.test(host);

/**
 * Characters that ssh rejects in names since OpenSSH 9.6 (ssh.c), because a shell interprets them in
 * ProxyCommand or Match exec.
 */
const SPECIAL_IN_HOSTS = /['`"$\\;&<>|(){}]/;
const SPECIAL_IN_USERS = /['`"$;&<>|(){}]|\\$/;

/** Why ssh does not accept a text as the name or address of a machine; undefined if it does. */
export const hostProblem = (host: string): string | undefined => {
  if (host === '') return 'a name or an address is missing';
  if (/^\.+$/.test(host) || host === '__proto__') return 'that is not the name of a machine';
  if (host.startsWith('-')) return 'ssh takes a leading hyphen for an option';
  if (/[\s\p{C}]/u.test(host)) return 'it must not contain blanks or invisible characters';
  if (SPECIAL_IN_HOSTS.test(host)) {
    return 'ssh rejects names with quotes, $, \\, ;, &, <, >, |, or brackets, which a shell may interpret';
  }
  if (host.includes('://')) return 'write only the name or the address, without ssh://';
  const [, user, rest = ''] = /^(.*)@(.*)$/.exec(host) ?? [];
  if (user !== undefined) return `write the user separately: host: ${rest}, user: ${user}`;
  const [, inBrackets, after = ''] = /^\[(.*)\](?::(.*))?$/.exec(host) ?? [];
  if (inBrackets !== undefined) {
    return `write the address without brackets: host: '${inBrackets}'${after === '' ? '' : `, port: ${after}`}`;
  }
  const [, name, port = ''] = /^([^:]*):(.*)$/.exec(host) ?? [];
  if (name === undefined || isIpv6(host)) return undefined;
  return /^\d+$/.test(port)
    ? `write the port separately: host: ${name}, port: ${port}`
    : 'only an IPv6 address has colons; write the port separately';
};

/** The same for a user name. */
export const userProblem = (user: string): string | undefined => {
  if (user === '') return 'a user name is missing';
  if (/^\.+$/.test(user) || user === '__proto__') return 'that is not a user name';
  if (user.startsWith('-')) return 'ssh takes a leading hyphen for an option';
  if (SPECIAL_IN_USERS.test(user)) {
    return 'ssh rejects names with quotes, $, ;, &, <, >, |, brackets, or a \\ at the end, which a shell may interpret';
  }
  return /[\s\p{C}@:/]/u.test(user) ? 'a user name has no blanks, @, : or /' : undefined;
};
