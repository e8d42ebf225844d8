import { Input } from 'antd';
import { useEffect, useState } from 'react';
import styles from './admin.module.css';

interface SearchFieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const typingMs = 250;

/** Words to filter by, asked of the server when the typing pauses; `/` goes here. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => {
    if (typed === (value ?? '')) return;
    const timer = setTimeout(() => onChange(typed || undefined), typingMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <span data-filter={true} className={styles.words}>
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
