import type { Command } from '@/shared/lib/commands';
import { checkInPath } from '@/shared/lib/paths';
import type { Panel } from './panel';

/** What the palette and the keys do while an objective is open. */
export function objectivePageCommands(
  id: string,
  mayEdit: boolean,
  open: (panel: Panel) => void,
): Command[] {
  const checkIn: Command = {
    id: 'objective.checkIn',
    label: 'objectives:command.checkIn',
    group: 'page',
    icon: 'checkIn',
    keys: 'u',
    run: ({ navigate }) => navigate(checkInPath(id)),
  };
  if (!mayEdit) return [checkIn];
  return [
    checkIn,
    {
      id: 'objective.edit',
      label: 'objectives:command.edit',
      group: 'page',
      icon: 'edit',
      keys: 'e',
      run: () => open({ kind: 'objective' }),
    },
    {
      id: 'objective.addKeyResult',
      label: 'objectives:command.addKeyResult',
      group: 'page',
      icon: 'add',
      keys: 'n',
      run: () => open({ kind: 'key_result', keyResult: null }),
    },
    {
      id: 'objective.align',
      label: 'objectives:command.align',
      group: 'page',
      icon: 'alignment',
      run: () => open({ kind: 'alignment', alignment: null }),
    },
  ];
}
