import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { usePageCommandStore } from '@/shared/lib/commands';
import { dynamicText } from '@/shared/lib/dynamic-text';
import { commandsFor } from './all-commands';
import { closeCommands } from './command-state';
import styles from './shortcut-sheet.module.css';

/** The list behind `?`. */
export function ShortcutSheet({ session }: { session: Session }) {
  const { t, i18n } = useTranslation('app');
  const ofPage = usePageCommandStore((state) => state.commands);
  const lines: [string, string][] = [
    ['Ctrl K', t('shortcuts.palette')],
    ['/', t('shortcuts.filter')],
    ...commandsFor(session, ofPage).flatMap((command): [string, string][] =>
      command.keys ? [[command.keys, dynamicText(i18n, command.label) ?? '']] : [],
    ),
    ['?', t('shortcuts.sheet')],
  ];
  return (
    <Modal open={true} title={t('shortcuts.title')} footer={null} onCancel={closeCommands}>
      <dl className={styles.sheet}>
        {lines.map(([keys, label]) => (
          <div key={keys} className={styles.line}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
