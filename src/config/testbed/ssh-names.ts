const isIpv6 = (host: string): boolean => /^[0-9a-f:.]+(%\S+)?$/i.test(host) && /:.*:/.test(host);

/**
 * What ssh refuses in names since OpenSSH 9.6, ssh.c: a shell reads them, where they are in a
 * ProxyCommand or a Match exec of its configuration.
 */
const SPECIAL_IN_HOSTS = /['`"$\\;&<>|(){}]/;
const SPECIAL_IN_USERS = /['`"$;&<>|(){}]|\\$/;

/** What keeps a text from being the name or address of a machine, as ssh takes it; undefined where it can be one. */
export const hostProblem = (host: string): string | undefined => {
  if (host === '') return 'a name or an address is missing';
  if (/^\.+$/.test(host) || host === '__proto__') return 'that is no name of a machine';
  if (host.startsWith('-')) return 'ssh takes a hyphen in front for an option';
  if (/[\s\p{C}]/u.test(host)) return 'a name or an address has no blanks or invisible characters';
  if (SPECIAL_IN_HOSTS.test(host)) {
    return 'ssh refuses names with quotes, $, \\, ;, &, <, >, |, or brackets, which a shell may read';
  }
  if (host.includes('://')) return 'write the name or the address alone, without ssh://';
  const [, user, rest = ''] = /^(.*)@(.*)$/.exec(host) ?? [];
  if (user !== undefined) return `write the user apart: host: ${rest}, user: ${user}`;
  const [, inBrackets, after = ''] = /^\[(.*)\](?::(.*))?$/.exec(host) ?? [];
  if (inBrackets !== undefined) {
    return `write the address without brackets: host: '${inBrackets}'${after === '' ? '' : `, port: ${after}`}`;
  }
  const [, name, port = ''] = /^([^:]*):(.*)$/.exec(host) ?? [];
  if (name === undefined || isIpv6(host)) return undefined;
  return /^\d+$/.test(port)
    ? `write the port apart: host: ${name}, port: ${port}`
    : 'only an IPv6 address has colons, and a port is written apart';
};

/** The same of a user's name. */
export const userProblem = (user: string): string | undefined => {
  if (user === '') return "a user's name is missing";
  if (/^\.+$/.test(user) || user === '__proto__') return 'that is no name of a user';
  if (user.startsWith('-')) return 'ssh takes a hyphen in front for an option';
  if (SPECIAL_IN_USERS.test(user)) {
    return 'ssh refuses names with quotes, $, ;, &, <, >, |, brackets, or a \\ at the end, which a shell may read';
  }
  return /[\s\p{C}@:/]/u.test(user) ? "a user's name has no blanks, @, : or /" : undefined;
};
