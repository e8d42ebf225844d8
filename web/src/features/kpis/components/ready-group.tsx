import { useTranslation } from 'react-i18next';
import { Tag } from '@/shared/ui/tag';
import type { CatalogueGroup } from '../catalogue-rows';
import { useCategoryWords } from '../use-category-words';
import { CopyButton } from './copy-button';
import styles from './library.module.css';

interface ReadyGroupProps {
  group: CatalogueGroup;
  /** Code of the one that is being copied. */
  copying: string | null;
  onOpen: (code: string) => void;
  onCopy: (code: string) => void;
}

/** The ready definitions of one function. */
export function ReadyGroup({ group, copying, onOpen, onCopy }: ReadyGroupProps) {
  const { t } = useTranslation('kpis');
  const name = useCategoryWords()(group.category);
  return (
    <section className={styles.group} aria-label={name}>
      <h3 className={styles.groupHead}>
        {name} <span className={styles.groupCount}>{group.entries.length}</span>
      </h3>
      <ul className={styles.entries}>
        {group.entries.map((entry) => (
          <li key={entry.code} className={styles.entry}>
            <div>
              <button type="button" className={styles.name} onClick={() => onOpen(entry.code)}>
                {entry.name}
              </button>
              <p className={styles.question}>{entry.question}</p>
              <div className={styles.marks}>
                <Tag>{entry.perspective_name}</Tag>
                <Tag>{t(entry.leading ? 'leading' : 'lagging')}</Tag>
                <Tag>{t(`frequency.${entry.frequency}`)}</Tag>
              </div>
            </div>
            <CopyButton
              entry={entry}
              isBusy={copying === entry.code}
              onCopy={() => onCopy(entry.code)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
