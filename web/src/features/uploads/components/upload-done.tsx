import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { SectionCard } from '@/shared/ui/section-card';
import type { Done } from '../use-upload';
import styles from './uploads.module.css';

/** What the file changed, with the way to it. */
export function UploadDone({ done: { report, fileName, kpis } }: { done: Done }) {
  const { t } = useTranslation('uploads');
  const counts = [
    t('count.inserted', { count: report.inserted }),
    t('count.corrected', { count: report.corrected }),
    t('count.unchanged', { count: report.unchanged }),
  ].join(t('comma'));
  return (
    <div role="status">
      <SectionCard title={t('done', { file: fileName })}>
        <p className={styles.note}>{`${counts}${t('stop')}`}</p>
        <ul className={styles.links}>
          {kpis.map((kpi) => (
            <li key={kpi.code}>
              <AppLink href={kpiPath(kpi.code)}>{kpi.name}</AppLink>
            </li>
          ))}
        </ul>
      </SectionCard>
    </div>
  );
}
