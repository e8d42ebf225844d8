import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import styles from './kpis.module.css';

interface TypedWordsProps {
  value: string | undefined;
  label: string;
  onChange: (value: string | undefined) => void;
}

const typingMs = 250;

/** A field that searches when the typing pauses. Another address from outside wins over what was typed. */
export function TypedWords({ value, label, onChange }: TypedWordsProps) {
  const [typed, setTyped] = useState(value ?? '');
  const sent = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') !== sent.current) {
      sent.current = value ?? '';
      setTyped(value ?? '');
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onChange(typed || undefined);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <span data-filter={true} className={styles.typed}>
      <Input
        allowClear={true}
        value={typed}
        placeholder={label}
        aria-label={label}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
}
