import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { unitPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { RowMenu } from '@/shared/ui/row-menu';
import { SectionCard } from '@/shared/ui/section-card';
import { Tag } from '@/shared/ui/tag';
import styles from '../components/admin.module.css';
import type { Membership } from './api';
import { Span } from './span';

interface MembershipCardProps {
  memberships: Membership[];
  mayEdit: boolean;
  onEdit: (membership: Membership | null) => void;
}

/** Where somebody belongs and has belonged, the latest first. */
export function MembershipCard({ memberships, mayEdit, onEdit }: MembershipCardProps) {
  const { t } = useTranslation('admin');
  return (
    <SectionCard
      title={t('membership.title')}
      actions={
        mayEdit ? (
          <Button size="small" onClick={() => onEdit(null)}>
            {t('membership.add')}
          </Button>
        ) : null
      }
    >
      {memberships.length > 0 ? (
        <ul className={styles.rows}>
          {[...memberships].reverse().map((membership) => (
            <li key={membership.id} data-over={!membership.is_current || undefined}>
              <div className={styles.rowWords}>
                <div className={styles.rowHead}>
                  {membership.unit ? (
                    <AppLink href={unitPath(membership.unit.id)} className={styles.name}>
                      {membership.unit.name}
                    </AppLink>
                  ) : null}
                  {membership.is_primary && membership.is_current ? (
                    <Tag tone="soft">{t('membership.primaryTag')}</Tag>
                  ) : null}
                </div>
                {membership.role_title ? <span>{membership.role_title}</span> : null}
              </div>
              <Span starts={membership.starts_on} ends={membership.ends_on} />
              {mayEdit ? (
                <RowMenu
                  name={membership.unit?.name ?? ''}
                  actions={[
                    { key: 'edit', label: t('membership.change'), run: () => onEdit(membership) },
                  ]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState isSmall={true} title={t('membership.none')} />
      )}
    </SectionCard>
  );
}
