import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/ui/icon';
import styles from './uploads.module.css';

/** A place to drop a file, and a button that opens one. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('uploads');
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.item(0);
    if (file) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={id}
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="add" size={20} />
      <b>{t('drop')}</b>
      <span>{t('dropHint')}</span>
      <input
        id={id}
        type="file"
        className={styles.file}
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </label>
  );
}
