import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { whyNotCopied } from '../catalogue-rows';
import type { ReadyKpi } from '../wire';
import styles from './library.module.css';

interface CopyButtonProps {
  entry: ReadyKpi;
  isBusy: boolean;
  onCopy: () => void;
}

/** Copies with one press; when it cannot, it says why. */
export function CopyButton({ entry, isBusy, onCopy }: CopyButtonProps) {
  const { t } = useTranslation('kpis');
  const why = whyNotCopied(entry);
  const id = useId();
  return (
    <div className={styles.copy}>
      <Button
        disabled={why !== null}
        loading={isBusy}
        aria-label={t('catalogue.copyNamed', { name: entry.name })}
        {...(why ? { 'aria-describedby': id } : {})}
        onClick={onCopy}
      >
        {t('catalogue.copy')}
      </Button>
      <span id={id}>
        {why === 'mayNot' ? t('catalogue.mayNotShort') : null}
        {entry.kpi ? (
          <AppLink href={kpiPath(entry.kpi.code)}>{t('catalogue.inLibrary')}</AppLink>
        ) : null}
      </span>
    </div>
  );
}
