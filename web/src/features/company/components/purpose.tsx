import { useTranslation } from 'react-i18next';
import type { CompanyOverview } from '@/shared/api/types';
import { SectionCard } from '@/shared/ui/section-card';
import styles from './company.module.css';

/** Vision and values; the mission is the title of the page. */
export function Purpose({ organization }: Pick<CompanyOverview, 'organization'>) {
  const { t } = useTranslation('company');
  const { vision, values } = organization;
  if (!vision && values.length === 0) return null;
  return (
    <SectionCard title={t('purpose')}>
      <div className={styles.purpose}>
        {vision ? <p className={styles.vision}>{vision}</p> : null}
        {values.length > 0 ? (
          <dl className={styles.values}>
            {values.map((value) => (
              <div key={value.title}>
                <dt>{value.title}</dt>
                <dd>{value.text}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </SectionCard>
  );
}
