import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import type { Kpi } from '../wire';
import styles from './formula-card.module.css';
import { useVersionFacts } from './use-version-facts';

/** Every version of a definition, the latest first, with what it says otherwise than the others. */
export function VersionList({ versions }: { versions: Kpi['versions'] }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const facts = useVersionFacts(versions);
  return (
    <ol className={styles.versions}>
      {versions.toReversed().map((version) => (
        <li key={version.number}>
          <div className={styles.line}>
            <strong>{t('formula.version', { number: version.number })}</strong>
            <span>
              {version.starts_on
                ? t('formula.from', { day: format.dayLong(version.starts_on) })
                : t('formula.fromBeginning')}
            </span>
            {version.created_by ? <PersonChip person={version.created_by} /> : null}
          </div>
          <code>{version.formula ?? t('formula.isRecorded')}</code>
          {version.reason ? <p>{version.reason}</p> : null}
          <FactList facts={facts(version)} />
        </li>
      ))}
    </ol>
  );
}
