import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '@/shared/ui/section-card';
import { withLayout } from '../choices';
import type { UploadState } from '../use-upload';
import type { Mapping, Preview } from '../wire';
import { ColumnTable } from './column-table';
import { FixedFields } from './fixed-fields';
import { FormFields } from './form-fields';
import styles from './uploads.module.css';

interface MappingFormProps {
  upload: UploadState;
  preview: Preview;
}

/** How the file is understood: what was guessed or remembered, open to be changed. */
export function MappingForm({ upload, preview }: MappingFormProps) {
  const { t } = useTranslation('uploads');
  const mapping = upload.choices.mapping ?? preview.mapping;
  const onMapping = (next: Mapping) => upload.say({ mapping: next });
  return (
    <SectionCard title={t('mapping.title')} hint={t(`mapping.${preview.mapping_from}`)}>
      <div className={styles.form} aria-busy={upload.pending === 'reading'}>
        <Segmented<Mapping['layout']>
          aria-label={t('mapping.layout')}
          value={mapping.layout}
          options={[
            { value: 'rows', label: t('layout.rows') },
            { value: 'periods', label: t('layout.periods') },
          ]}
          onChange={(layout) => onMapping(withLayout(mapping, layout))}
        />
        <FixedFields mapping={mapping} onMapping={onMapping} />
        <FormFields upload={upload} preview={preview} mapping={mapping} onMapping={onMapping} />
      </div>
      <ColumnTable columns={preview.columns} mapping={mapping} onMapping={onMapping} />
    </SectionCard>
  );
}
