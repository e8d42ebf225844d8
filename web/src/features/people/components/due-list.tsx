import { useTranslation } from 'react-i18next';
import type { Due } from '@/shared/api/types';
import { checkInPath, objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon, type IconName } from '@/shared/ui/icon';
import styles from './people.module.css';

const icons: Record<Due['kind'], IconName> = {
  check_in: 'checkIn',
  milestone: 'objective',
  draft: 'edit',
  grade: 'company',
};

/** What waits for this person, the oldest first. */
export function DueList({ due }: { due: Due[] }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  if (due.length === 0) {
    return <EmptyState isSmall={true} title={t('due.nothing')} />;
  }
  return (
    <ul className={styles.due}>
      {due.map((item) => {
        const isLate = item.days_overdue > 0;
        return (
          <li key={`${item.kind}${item.key_result_id ?? item.objective_id}${item.title}`}>
            <Icon name={icons[item.kind]} />
            <div>
              <AppLink
                href={
                  item.kind === 'check_in'
                    ? checkInPath(item.objective_id)
                    : objectivePath(item.objective_id)
                }
                className={styles.dueTitle}
              >
                {item.title}
              </AppLink>
              <div className={styles.sub} data-late={isLate || undefined}>
                {t(`due.${item.kind}`)}
                {isLate ? ` · ${t('due.late', { count: item.days_overdue })}` : null}
                {!isLate && item.due_on ? ` · ${format.day(item.due_on)}` : null}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
