import { Input } from 'antd';
import { useEffect, useState } from 'react';
import styles from './around.module.css';

interface SearchBoxProps {
  /** The words that are looked for now. */
  words: string;
  label: string;
  /** How many cards they are on. */
  found: string;
  className: string | undefined;
  onSearch: (words: string | undefined) => void;
  /** Enter: to the next one. */
  onNext: () => void;
}

const typingMs = 200;

/** Looks for words on a map while they are typed. */
export function SearchBox({ words, label, found, className, onSearch, onNext }: SearchBoxProps) {
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    if (typed === words) return;
    const timer = setTimeout(() => onSearch(typed || undefined), typingMs);
    return () => clearTimeout(timer);
  }, [typed, words, onSearch]);
  return (
    <span data-filter={true} className={className}>
      <Input
        allowClear={true}
        size="small"
        value={typed}
        placeholder={label}
        aria-label={label}
        suffix={
          words ? (
            <span className={styles.matches} role="status">
              {found}
            </span>
          ) : null
        }
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={onNext}
      />
    </span>
  );
}
