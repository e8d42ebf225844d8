import { type ReactNode, useId } from 'react';
import styles from './sheet.module.css';

interface FormSectionProps {
  title: string;
  children: ReactNode;
}

/** A part of a long form under its heading. */
export function FormSection({ title, children }: FormSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      {children}
    </section>
  );
}
