import { Form, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './people.module.css';
import { RoleField } from './role-field';

/** Whether a new person can sign in, and with which rights. */
export function NewAccountFields() {
  const { t } = useTranslation('admin');
  const id = useId();
  const hasAccount = Form.useWatch('has_account') as boolean | undefined;
  return (
    <div className={styles.account}>
      <div className={styles.switchLine}>
        <Form.Item name="has_account" valuePropName="checked" noStyle={true}>
          <Switch aria-labelledby={id} />
        </Form.Item>
        <span id={id}>
          <b>{t('account.give')}</b>
          {t('account.giveHint')}
        </span>
      </div>
      {hasAccount ? <RoleField /> : null}
    </div>
  );
}
