import { Input } from 'antd';
import type { ComponentProps } from 'react';
import styles from './form.module.css';

/**
 * A field of several lines that grows with its words. By CSS: antd's `autoSize` writes a style attribute, which the
 * content policy refuses.
 */
export function TextArea(props: ComponentProps<typeof Input.TextArea>) {
  return <Input.TextArea {...props} className={styles.growing ?? ''} />;
}
