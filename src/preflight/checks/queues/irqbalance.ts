import { portCheck } from '../../check.js';

export const irqbalance = portCheck({
  name: 'irqbalance',
  title: 'irqbalance',
  about:
    'irqbalance moves interrupts between CPUs according to load, even during a trial. Stop it while you measure: `systemctl stop irqbalance`.',
  judge: ({ machine, settings }) => {
    const movable = [...settings.values()].some(
      ({ settings: { interrupts } }) => 'value' in interrupts,
    );
    return movable && machine.processes.has('irqbalance')
      ? [
          {
            severity: 'distorts',
            found: 'irqbalance is running',
            why: "it moves the ports' interrupts to other CPUs while trials run",
            fix: 'systemctl stop irqbalance',
            tuning: { irqbalance: false },
          },
        ]
      : [];
  },
});
