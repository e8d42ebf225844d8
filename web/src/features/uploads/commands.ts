import type { Command } from '@/shared/lib/commands';
import { uploadsPath } from '@/shared/lib/paths';

export const uploadCommands: Command[] = [
  {
    id: 'upload.create',
    label: 'uploads:command.import',
    group: 'create',
    icon: 'add',
    when: ({ permissions }) => permissions.may_write,
    run: ({ navigate }) => navigate(uploadsPath),
  },
];
