import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { roles } from './api';
import styles from './people.module.css';

/** What an account may do beyond what follows from its person's place. */
export function RoleField() {
  const { t } = useTranslation(['admin', 'accounts']);
  return (
    <Form.Item name="roles" label={t('account.roles')}>
      <Checkbox.Group className={styles.roles ?? ''}>
        {roles.map((role) => (
          <Checkbox key={role} value={role}>
            {t(`accounts:role.${role}`)}
            <span className={styles.roleHint}>{t(`accounts:roleHint.${role}`)}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}
