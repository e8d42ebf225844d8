import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';
import type { ServerForm } from './use-server-form';

interface FormProblemProps {
  form: Pick<ServerForm<never>, 'messages' | 'trace' | 'isStale'>;
  /** Loads the newer version after someone else's edit. */
  onReload?: () => void;
}

/** Above the buttons of a form: what the server refused that belongs to no field. */
export function FormProblem({ form, onReload }: FormProblemProps) {
  const { t } = useTranslation('common');
  if (form.isStale) {
    return (
      <Alert
        type="warning"
        role="alert"
        className={styles.problem}
        title={t('form.stale')}
        action={
          onReload ? (
            <Button size="small" onClick={onReload}>
              {t('form.takeNewer')}
            </Button>
          ) : null
        }
      />
    );
  }
  if (form.messages.length === 0) return null;
  return (
    <Alert
      type="error"
      role="alert"
      className={styles.problem}
      title={form.messages.join(' ')}
      description={form.trace ? <code>{t('problem.trace', { id: form.trace })}</code> : undefined}
    />
  );
}
