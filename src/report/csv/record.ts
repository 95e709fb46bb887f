/** A spreadsheet takes text that starts like this for a formula. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Text as a field: quoted if necessary, and never taken for a formula by a spreadsheet. */
const textField = (text: string): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** A record of CSV (RFC 4180) with its end; an absent value is an empty field. */
export const csvRecord = (fields: readonly (string | number | null)[]): string =>
  `${fields
    .map((field) => (typeof field === 'string' ? textField(field) : (field?.toString() ?? '')))
    .join(',')}\r\n`;
