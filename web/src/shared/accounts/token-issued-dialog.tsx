import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { IssuedToken } from './api';
import { SecretField } from './secret-field';

interface TokenIssuedDialogProps {
  issued: IssuedToken;
  onClose: () => void;
}

/** The one moment at which a token can be read. */
export function TokenIssuedDialog({ issued, onClose }: TokenIssuedDialogProps) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { expires_at: until, name } = issued.item;
  return (
    <Modal
      open={true}
      title={t('token.issued', { name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t('secret.done')}</Button>}
    >
      <SecretField
        label={t('token.secret')}
        secret={issued.token}
        hint={`${t('secret.once')} ${
          until ? t('token.until', { day: format.instantDay(until) }) : t('token.foreverHint')
        }`}
      />
    </Modal>
  );
}
