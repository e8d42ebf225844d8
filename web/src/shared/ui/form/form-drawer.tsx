import { Button, Drawer, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';
import { FormProblem } from './form-problem';
import type { ServerForm } from './use-server-form';

interface FormDrawerProps<V extends object> {
  title: string;
  form: ServerForm<V>;
  initialValues?: Partial<V>;
  onClose: () => void;
  onReload?: () => void;
  /** The word on the button that saves. */
  saveLabel?: string;
  extra?: ReactNode;
  onValuesChange?: (changed: Partial<V>, all: V) => void;
  children: ReactNode;
}

/** A form in a drawer on the right: fields, what the server refused, save and cancel. Ctrl+Enter saves. */
export function FormDrawer<V extends object>(props: FormDrawerProps<V>) {
  const { title, form, initialValues, onClose, onReload, saveLabel, extra, children } = props;
  const { t } = useTranslation('common');
  return (
    <Drawer
      open={true}
      title={title}
      size={560}
      onClose={onClose}
      destroyOnHidden={true}
      extra={extra}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={form.isPending} onClick={() => form.form.submit()}>
            {saveLabel ?? t('action.save')}
          </Button>
        </div>
      }
    >
      <Form<V>
        form={form.form}
        layout="vertical"
        initialValues={initialValues as never}
        onFinish={form.submit}
        {...(props.onValuesChange ? { onValuesChange: props.onValuesChange as never } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.form.submit();
        }}
      >
        <FormProblem form={form} {...(onReload ? { onReload } : {})} />
        {children}
      </Form>
    </Drawer>
  );
}
