import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { adminPersonPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { RowMenu } from '@/shared/ui/row-menu';
import { SectionCard } from '@/shared/ui/section-card';
import styles from '../components/admin.module.css';
import type { ManagerLine } from './api';
import { Span } from './span';

interface ManagerCardProps {
  lines: ManagerLine[];
  mayEdit: boolean;
  onEdit: (line: ManagerLine | null) => void;
}

/** To whom somebody reports and has reported, the latest first. */
export function ManagerCard({ lines, mayEdit, onEdit }: ManagerCardProps) {
  const { t } = useTranslation('admin');
  return (
    <SectionCard
      title={t('manager.title')}
      actions={
        mayEdit ? (
          <Button size="small" onClick={() => onEdit(null)}>
            {t('manager.set')}
          </Button>
        ) : null
      }
    >
      {lines.length > 0 ? (
        <ul className={styles.rows}>
          {[...lines].reverse().map((line) => (
            <li key={line.id} data-over={!line.is_current || undefined}>
              {line.manager ? (
                <AppLink href={adminPersonPath(line.manager.id)} className={styles.name}>
                  {line.manager.name}
                </AppLink>
              ) : (
                <span />
              )}
              <Span starts={line.starts_on} ends={line.ends_on} />
              {mayEdit ? (
                <RowMenu
                  name={line.manager?.name ?? ''}
                  actions={[{ key: 'end', label: t('manager.end'), run: () => onEdit(line) }]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState isSmall={true} title={t('manager.none')} />
      )}
    </SectionCard>
  );
}
