import { Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadState } from '../use-upload';
import type { Mapping, Preview } from '../wire';
import styles from './uploads.module.css';

interface FormFieldsProps {
  upload: UploadState;
  preview: Preview;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

const delimiters = [',', ';', 'tab', '|'] as const;
const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;

/** How the file is written: sheet, separator, marks of numbers, order of days. */
export function FormFields({ upload, preview, mapping, onMapping }: FormFieldsProps) {
  const { t } = useTranslation('uploads');
  const found = { value: '', label: t('found') };
  const words = <K extends string>(group: string, values: readonly K[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}` as 'numbers.point') }));
  const headerRows = Array.from({ length: 11 }, (_, row) => ({
    value: String(row),
    label: row === 0 ? t('noHeader') : String(row),
  }));
  return (
    <>
      {preview.sheets.length > 1 ? (
        <Choice
          label={t('sheet')}
          value={preview.sheet ?? ''}
          options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          onChange={(sheet) => upload.say({ sheet, mapping: null })}
        />
      ) : null}
      {preview.form === 'csv' ? (
        <>
          <Choice
            label={t('delimiter')}
            value={preview.delimiter ?? ''}
            options={words('delimiters', delimiters)}
            onChange={(delimiter) => upload.say({ delimiter, mapping: null })}
          />
          <Choice
            label={t('encoding')}
            value={preview.encoding ?? ''}
            options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(encoding) => upload.say({ encoding, mapping: null })}
          />
        </>
      ) : null}
      <Choice
        label={t('headerRow')}
        value={String(mapping.header_row)}
        options={headerRows}
        onChange={(row) => onMapping({ ...mapping, header_row: Number(row) })}
      />
      <Choice
        label={t('numbersLabel')}
        value={mapping.numbers ?? ''}
        options={[found, ...words('numbers', ['point', 'comma'])]}
        onChange={(numbers) =>
          onMapping({ ...mapping, numbers: (numbers || null) as Mapping['numbers'] })
        }
      />
      <Choice
        label={t('daysLabel')}
        value={mapping.days ?? ''}
        options={[found, ...words('days', ['day_first', 'month_first'])]}
        onChange={(days) => onMapping({ ...mapping, days: (days || null) as Mapping['days'] })}
      />
      <Choice
        label={t('percentsLabel')}
        value={mapping.percents ?? ''}
        options={[found, ...words('percents', ['ratio', 'hundred'])]}
        onChange={(percents) =>
          onMapping({ ...mapping, percents: (percents || null) as Mapping['percents'] })
        }
      />
      <Choice
        label={t('epochLabel')}
        value={mapping.epoch ?? ''}
        options={[found, ...words('epoch', ['1900', '1904'])]}
        onChange={(epoch) => onMapping({ ...mapping, epoch: (epoch || null) as Mapping['epoch'] })}
      />
    </>
  );
}

interface ChoiceProps {
  label: ReactNode;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={value} options={options} onChange={onChange} />
    </div>
  );
}
