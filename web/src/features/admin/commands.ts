import type { Command } from '@/shared/lib/commands';
import { adminSections } from './sections';

/** Every page of administration by name. */
export const adminCommands: Command[] = adminSections.map(({ key, href, may }) => ({
  id: `admin.${key}`,
  label: `admin:command.${key}`,
  group: 'go',
  icon: 'administration',
  when: (session) => may(session.permissions),
  run: ({ navigate }) => navigate(href),
}));
