import { Alert, Button, Spin } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/shared/api/problem-text';
import { dueValuesPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { CountsLead } from './components/counts-lead';
import { DropZone } from './components/drop-zone';
import { MappingForm } from './components/mapping-form';
import { RejectedCells } from './components/rejected-cells';
import { UploadDone } from './components/upload-done';
import styles from './components/uploads.module.css';
import { ValuesTable } from './components/values-table';
import { useUpload } from './use-upload';

/** A table from a file: looked at, understood, then taken in as a whole or not at all. */
export function UploadsPage() {
  const { t } = useTranslation('uploads');
  const { t: common } = useTranslation('common');
  const upload = useUpload();
  const { file, preview, problem, pending, done, choose, apply, reset } = upload;
  usePage(
    t('title'),
    useMemo(() => [{ label: t('due'), href: dueValuesPath }, { label: t('title') }], [t]),
  );
  const said = problem ? problemText(common, problem) : null;
  const isReady =
    preview !== null &&
    preview.missing.length === 0 &&
    preview.rejected_count === 0 &&
    preview.inserted + preview.corrected > 0;
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('title')}
        meta={file ? <span>{file.name}</span> : null}
        actions={file ? <Button onClick={reset}>{t('other')}</Button> : null}
      />
      {done ? <UploadDone done={done} /> : null}
      {file ? null : (
        <>
          {done ? null : <Sentence>{t('lead')}</Sentence>}
          <DropZone onFile={choose} />
        </>
      )}
      {said ? <Alert type="error" role="alert" title={said.title} description={said.hint} /> : null}
      {pending === 'reading' && !preview ? (
        <Spin className={styles.spin} aria-label={t('reading')} />
      ) : null}
      {preview ? (
        <>
          <CountsLead preview={preview} />
          <MappingForm upload={upload} preview={preview} />
          {preview.rejected_count > 0 ? <RejectedCells preview={preview} /> : null}
          {preview.values.length > 0 ? (
            <SectionCard title={t('values.title')} hint={t('values.hint')}>
              <ValuesTable values={preview.values} />
            </SectionCard>
          ) : null}
          <div className={styles.foot}>
            <span>{t(isReady ? 'ready' : 'notReady')}</span>
            <Button
              type="primary"
              disabled={!isReady || pending === 'reading'}
              loading={pending === 'saving'}
              onClick={() => void apply()}
            >
              {t('apply', { count: preview.inserted + preview.corrected })}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
