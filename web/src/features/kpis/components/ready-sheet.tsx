import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FactList } from '@/shared/ui/fact-list';
import { whyNotCopied } from '../catalogue-rows';
import { useCopying } from '../use-copying';
import { useSheetFacts } from '../use-sheet-facts';
import type { ReadyKpi } from '../wire';
import { CopyButton } from './copy-button';
import styles from './library.module.css';

interface ReadySheetProps {
  entry: ReadyKpi;
  /** Another ready definition. */
  onOpen: (code: string) => void;
  onClose: () => void;
}

/** The whole sheet of a ready definition. */
export function ReadySheet({ entry, onOpen, onClose }: ReadySheetProps) {
  const { t } = useTranslation('kpis');
  const [as, setAs] = useState('');
  const copying = useCopying(() => setAs(''));
  const why = whyNotCopied(entry);
  const facts = useSheetFacts(
    entry,
    <>
      <button type="button" className={styles.counter} onClick={() => onOpen(entry.counter.code)}>
        {entry.counter.name}
      </button>
      {entry.counter.kpi ? ` · ${t('catalogue.inLibrary')}` : null}
    </>,
  );
  const code = as.trim();
  return (
    <Drawer
      open={true}
      title={entry.name}
      size={560}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {why === 'exists' ? (
            <>
              <span className={styles.footWhy}>{t('catalogue.existsHint')}</span>
              <Input
                className={styles.as ?? ''}
                value={as}
                placeholder={t('catalogue.otherCode')}
                aria-label={t('catalogue.otherCode')}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setAs(event.target.value)}
              />
              <Button
                type="primary"
                disabled={code === ''}
                loading={copying.isPending}
                onClick={() => copying.mutate({ code: entry.code, as: code })}
              >
                {t('catalogue.copy')}
              </Button>
            </>
          ) : (
            <CopyButton
              entry={entry}
              isBusy={copying.isPending}
              onCopy={() => copying.mutate({ code: entry.code })}
            />
          )}
        </div>
      }
    >
      <p className={styles.sheetQuestion}>{entry.question}</p>
      <p className={styles.sheetText}>{entry.description}</p>
      <div className={styles.sheet}>
        <FactList facts={facts} />
      </div>
    </Drawer>
  );
}
