import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextField } from './text-field';

/** A folder of CSV files. */
export function FolderFields() {
  const { t } = useTranslation('sources');
  return (
    <>
      <TextField
        name={['settings', 'folder']}
        label={t('form.folder')}
        hint={t('form.folderHint')}
        placeholder="finance/monthly"
        isOptional={true}
      />
      <Form.Item name={['settings', 'afterwards']} label={t('form.afterwards')}>
        <Radio.Group
          options={[
            { value: 'move', label: t('form.move') },
            { value: 'keep', label: t('form.keep') },
          ]}
        />
      </Form.Item>
    </>
  );
}
