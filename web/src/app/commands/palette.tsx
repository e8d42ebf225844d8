import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { type Command as AppCommand, usePageCommandStore } from '@/shared/lib/commands';
import { dynamicText } from '@/shared/lib/dynamic-text';
import { entityPath } from '@/shared/lib/paths';
import { Icon, type IconName } from '@/shared/ui/icon';
import { commandsFor } from './all-commands';
import { closeCommands } from './command-state';
import styles from './palette.module.css';
import { type SearchHit, searchQuery } from './search';

const groups = ['page', 'go', 'create', 'settings'] as const;
const icons: Record<SearchHit['kind'], IconName> = {
  objective: 'objective',
  key_result: 'checkIn',
  kpi: 'kpi',
  unit: 'unit',
  person: 'person',
  cycle: 'clock',
};

/** Everything by name: what the server finds, and every command. */
export function Palette({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const router = useRouter();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const { data: hits = [] } = useQuery(searchQuery(query));
  const ofPage = usePageCommandStore((state) => state.commands);
  const commands = commandsFor(session, ofPage);
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  useEffect(() => () => opener?.focus?.(), [opener]);

  const run = (action: () => void) => {
    closeCommands();
    action();
  };
  const navigate = (href: string) => void router.navigate({ href });

  return (
    <Command.Dialog
      open={true}
      onOpenChange={(isOpen) => (isOpen ? null : closeCommands())}
      label={t('palette.label')}
      className={styles.dialog}
      overlayClassName={styles.overlay}
      contentClassName={styles.content}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t('palette.placeholder')}
          className={styles.input}
        />
        <kbd>Esc</kbd>
      </div>
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>
          {t('palette.empty', { query: text })}
        </Command.Empty>
        {query && hits.length > 0 ? (
          <Command.Group heading={t('palette.results')} className={styles.group}>
            {hits.map((hit) => {
              const href = entityPath(hit.kind, hit.id, hit.objective_id);
              return (
                <Command.Item
                  key={`${hit.kind}${hit.id}`}
                  value={`${hit.title} ${query} ${hit.id}`}
                  className={styles.item}
                  onSelect={() => run(() => href && navigate(href))}
                >
                  <Icon name={icons[hit.kind]} />
                  <span className={styles.title}>{hit.title}</span>
                  <span className={styles.kind}>
                    {hit.subtitle ?? t(`palette.kind.${hit.kind}`)}
                  </span>
                </Command.Item>
              );
            })}
          </Command.Group>
        ) : null}
        {groups.map((group) => (
          <CommandGroup
            key={group}
            heading={t(`palette.${group}`)}
            commands={commands.filter((command) => command.group === group)}
            onRun={(command) => run(() => command.run({ navigate }))}
          />
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

interface CommandGroupProps {
  heading: string;
  commands: AppCommand[];
  onRun: (command: AppCommand) => void;
}

function CommandGroup({ heading, commands, onRun }: CommandGroupProps) {
  const { i18n } = useTranslation('app');
  if (commands.length === 0) return null;
  return (
    <Command.Group heading={heading} className={styles.group}>
      {commands.map((command) => {
        const label = dynamicText(i18n, command.label);
        return (
          <Command.Item
            key={command.id}
            value={`${label} ${command.id}`}
            className={styles.item}
            onSelect={() => onRun(command)}
          >
            <Icon name={command.icon ?? 'chevron'} />
            <span className={styles.title}>{label}</span>
            {command.keys ? <kbd>{command.keys}</kbd> : null}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}
