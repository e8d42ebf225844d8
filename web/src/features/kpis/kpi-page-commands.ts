import type { Command } from '@/shared/lib/commands';
import type { Panel } from './panel';
import type { Kpi } from './wire';

/** What the palette and the keys do while a KPI is open. */
export function kpiPageCommands(
  kpi: Pick<Kpi, 'may_edit' | 'may_record' | 'may_set_targets'>,
  open: (panel: Panel) => void,
): Command[] {
  const commands: (Command | false)[] = [
    kpi.may_record && {
      id: 'kpi.record',
      label: 'kpis:command.record',
      group: 'page',
      icon: 'add',
      keys: 'r',
      run: () => open({ kind: 'record' }),
    },
    kpi.may_edit && {
      id: 'kpi.edit',
      label: 'kpis:command.edit',
      group: 'page',
      icon: 'edit',
      keys: 'e',
      run: () => open({ kind: 'kpi' }),
    },
    kpi.may_set_targets && {
      id: 'kpi.target',
      label: 'kpis:command.target',
      group: 'page',
      icon: 'objective',
      keys: 't',
      run: () => open({ kind: 'target', target: null }),
    },
  ];
  return commands.filter((command) => command !== false);
}
