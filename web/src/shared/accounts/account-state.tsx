import { useTranslation } from 'react-i18next';
import styles from './accounts.module.css';

export type AccountState = 'active' | 'invited' | 'disabled' | 'expired' | 'revoked';

/** How an account or a token stands: a shape and a word. */
export function AccountStateTag({ state }: { state: AccountState }) {
  const { t } = useTranslation('accounts');
  return (
    <span className={styles.state} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
