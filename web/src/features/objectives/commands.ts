import type { Command } from '@/shared/lib/commands';

export const objectiveCommands: Command[] = [
  {
    id: 'objective.create',
    label: 'objectives:command.create',
    group: 'create',
    icon: 'add',
    keys: 'c',
    run: ({ navigate }) => navigate('/objectives?new=1'),
  },
];
