import { adminCommands } from '@/features/admin/commands';
import { kpiCommands } from '@/features/kpis/commands';
import { objectiveCommands } from '@/features/objectives/commands';
import { uploadCommands } from '@/features/uploads/commands';
import type { Session } from '@/shared/api/types';
import type { Command } from '@/shared/lib/commands';
import { accountPath } from '@/shared/lib/paths';
import { usePreferences } from '@/shared/lib/preferences';
import { savePreferences } from '../account';
import { navItems, navItemsBelow } from '../nav-items';

/** The second key of `g …`. */
const goKeys: Record<string, string> = {
  home: 'g h',
  company: 'g c',
  objectives: 'g o',
  alignment: 'g a',
  kpis: 'g k',
  kpiTree: 'g t',
  dueValues: 'g v',
  alerts: 'g w',
  checkIn: 'u',
  units: 'g u',
  administration: 'g m',
};

const goCommands: Command[] = [...navItems, ...navItemsBelow].map((item) => ({
  id: `go.${item.key}`,
  label: `app:command.${item.key}`,
  group: 'go',
  icon: item.icon,
  ...(goKeys[item.key] ? { keys: goKeys[item.key] as string } : {}),
  ...(item.when ? { when: item.when } : {}),
  run: ({ navigate }) => navigate(item.href),
}));

const theme = (value: 'light' | 'dark' | 'system', label: Command['label']): Command => ({
  id: `theme.${value}`,
  label,
  group: 'settings',
  run: () => void savePreferences({ theme: value }),
});

const settings: Command[] = [
  {
    id: 'account',
    label: 'app:command.account',
    group: 'go',
    run: ({ navigate }) => navigate(accountPath),
  },
  theme('light', 'app:command.themeLight'),
  theme('dark', 'app:command.themeDark'),
  theme('system', 'app:command.themeSystem'),
  {
    id: 'density',
    label: 'app:command.density',
    group: 'settings',
    run: () => {
      const isCompact = usePreferences.getState().density === 'compact';
      void savePreferences({ density: isCompact ? 'comfortable' : 'compact' });
    },
  },
  {
    id: 'language',
    label: 'app:command.language',
    group: 'settings',
    icon: 'language',
    run: () => {
      const locale = usePreferences.getState().locale === 'en' ? 'zh-CN' : 'en';
      void savePreferences({ locale });
    },
  },
];

/** Every command of the application. A feature's own are added to this list. */
export const allCommands: Command[] = [
  ...goCommands,
  ...objectiveCommands,
  ...kpiCommands,
  ...uploadCommands,
  ...adminCommands,
  ...settings,
];

export function commandsFor(session: Session, ofPage: Command[]): Command[] {
  const taken = new Set(ofPage.map((command) => command.keys).filter(Boolean));
  const rest = allCommands.map((command) =>
    command.keys && taken.has(command.keys) ? { ...command, keys: undefined } : command,
  ) as Command[];
  return [...ofPage, ...rest].filter((command) => command.when?.(session) ?? true);
}
