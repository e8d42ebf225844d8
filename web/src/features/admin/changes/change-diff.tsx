import { useTranslation } from 'react-i18next';
import type { Fact } from './api';
import styles from './changes.module.css';
import { diffOf, type FieldChange } from './diff';
import { nounOf, ThingName } from './thing-name';
import { useFieldWords } from './use-field-words';

interface ChangeDiffProps {
  entity: string;
  before: Fact | null;
  after: Fact;
}

/** The fields that changed, before beside after; those that stayed are folded away. */
export function ChangeDiff({ entity, before, after }: ChangeDiffProps) {
  const { t } = useTranslation('admin');
  const { changed, kept } = diffOf(before, after);
  return (
    <>
      {changed.length > 0 ? (
        <FieldTable entity={entity} fields={changed} isNew={before === null} />
      ) : (
        <p>{t('changes.nothing')}</p>
      )}
      {kept.length > 0 ? (
        <details className={styles.kept}>
          <summary>{t('changes.kept', { count: kept.length })}</summary>
          <FieldTable entity={entity} fields={kept} isNew={true} />
        </details>
      ) : null}
    </>
  );
}

interface FieldTableProps {
  entity: string;
  fields: FieldChange[];
  /** There is no before to show. */
  isNew: boolean;
}

function FieldTable({ entity, fields, isNew }: FieldTableProps) {
  const { t } = useTranslation('admin');
  const words = useFieldWords();
  const show = (field: string, value: unknown) => {
    const noun = nounOf(entity, field);
    return noun && typeof value === 'string' ? (
      <ThingName noun={noun} id={value} />
    ) : (
      words.value(field, value)
    );
  };
  return (
    <table className={styles.diff}>
      <thead>
        <tr>
          <th scope="col">{t('changes.field')}</th>
          {isNew ? null : <th scope="col">{t('changes.before')}</th>}
          <th scope="col">{t(isNew ? 'changes.value' : 'changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{words.name(field, entity)}</th>
            {isNew ? null : <td className={styles.before}>{show(field, before)}</td>}
            <td className={isNew ? undefined : styles.after}>{show(field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
