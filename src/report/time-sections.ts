import { RECOVERY_COLUMNS, recoveryRow, RESET_COLUMNS, resetRow } from './interruption-tables.js';
import { cellsOf, type Section } from './section.js';
import { textTable } from './text-table.js';

/** How long frames are lost after an overload. */
export const systemRecovery: Section = (run, _, style) => {
  const cells = cellsOf(run, 'system-recovery');
  if (cells.length === 0) return [];
  const rows = cells.map(({ cell, result }) => recoveryRow(cell, result));
  return [
    'System recovery (RFC 2544 section 26.5): ms in which frames were lost after an overload in kpps',
    ...textTable(RECOVERY_COLUMNS, rows, style),
  ];
};

/** How long frames are lost because of a reset. */
export const reset: Section = (run, _, style) => {
  const cells = cellsOf(run, 'reset');
  if (cells.length === 0) return [];
  const rows = cells.map(({ cell, result }) => resetRow(cell, result));
  return [
    'Reset (RFC 2544 section 26.6, RFC 6201): ms without forwarding, by frames lost at a load in kpps',
    ...textTable(RESET_COLUMNS, rows, style),
  ];
};
