import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '@/shared/lib/clipboard';
import styles from './accounts.module.css';

interface SecretFieldProps {
  label: string;
  secret: string;
  /** Until when it works, and that it is shown this once. */
  hint: string;
}

/** A secret that is shown once, ready to be copied. */
export function SecretField({ label, secret, hint }: SecretFieldProps) {
  const { t } = useTranslation('accounts');
  const id = useId();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className={styles.secret}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.secretLine}>
        <Input
          id={id}
          readOnly={true}
          autoFocus={true}
          value={secret}
          className={styles.mono}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button type="primary" onClick={() => void copyText(secret).then(() => setIsCopied(true))}>
          {t('secret.copy')}
        </Button>
      </div>
      <p className={styles.hint}>{hint}</p>
      <p role="status" className={styles.copied}>
        {isCopied ? t('secret.copied') : ''}
      </p>
    </div>
  );
}
