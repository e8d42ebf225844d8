import type { Command } from '@/shared/lib/commands';
import { kpisPath } from '@/shared/lib/paths';
import { mayDefineKpis } from './may-define';

export const kpiCommands: Command[] = [
  {
    id: 'kpi.create',
    label: 'kpis:command.create',
    group: 'create',
    icon: 'add',
    when: mayDefineKpis,
    run: ({ navigate }) => navigate(`${kpisPath}?new=1`),
  },
  {
    id: 'kpi.catalogue',
    label: 'kpis:command.catalogue',
    group: 'go',
    icon: 'kpi',
    run: ({ navigate }) => navigate(`${kpisPath}?view=catalogue`),
  },
];
