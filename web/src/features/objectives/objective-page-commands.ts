import type { Command } from '@/shared/lib/commands';
import { checkInPath } from '@/shared/lib/paths';
import type { Panel } from './panel';

interface OpenObjective {
  id: string;
  /** The viewer may change it. */
  isOpen: boolean;
  /** Graded, or in a closed cycle: nothing is reported on it any more. */
  isFrozen: boolean;
  isGradable: boolean;
  open: (panel: Panel) => void;
}

/** What the palette and the keys do while an objective is open. */
export function objectivePageCommands({
  id,
  isOpen,
  isFrozen,
  isGradable,
  open,
}: OpenObjective): Command[] {
  const checkIn: Command = {
    id: 'objective.checkIn',
    label: 'objectives:command.checkIn',
    group: 'page',
    icon: 'checkIn',
    keys: 'u',
    run: ({ navigate }) => navigate(checkInPath(id)),
  };
  const grade: Command = {
    id: 'objective.grade',
    label: 'objectives:command.grade',
    group: 'page',
    icon: 'objective',
    run: () => open({ kind: 'grade', keyResult: null }),
  };
  const always = [...(isGradable ? [grade] : []), ...(isFrozen ? [] : [checkIn])];
  if (!isOpen) return always;
  return [
    ...always,
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
