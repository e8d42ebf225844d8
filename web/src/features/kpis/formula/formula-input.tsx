import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormulaProblem, FormulaVocabulary } from './api';
import { type Choice, choicesFor, completed, pieces, type Word, wordBefore } from './completion';
import styles from './formula.module.css';

interface FormulaInputProps {
  id?: string | undefined;
  value: string;
  vocabulary: FormulaVocabulary | undefined;
  problem: FormulaProblem | undefined;
  onChange: (value: string) => void;
}

/**
 * A formula as it is written: what could be meant is offered at the cursor (arrows, Enter or Tab; Escape closes), and
 * what is wrong is underlined where it stands.
 */
export function FormulaInput({ id, value, vocabulary, problem, onChange }: FormulaInputProps) {
  const { t, i18n } = useTranslation('kpis');
  const listId = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [word, setWord] = useState<Word | null>(null);
  const [place, setPlace] = useState(0);
  const cursor = useRef<number | null>(null);
  const choices = word && vocabulary ? choicesFor(vocabulary, word.text) : [];
  const isOpen = choices.length > 0;

  useLayoutEffect(() => {
    if (cursor.current === null) return;
    input.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });

  const take = (choice: Choice) => {
    if (!word) return;
    const next = completed(value, word, choice);
    cursor.current = next.cursor;
    setWord(null);
    onChange(next.text);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const chosen = choices[place];
    if (event.key === 'ArrowDown') setPlace((place + 1) % choices.length);
    else if (event.key === 'ArrowUp') setPlace((place + choices.length - 1) % choices.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen);
    else if (event.key === 'Escape') setWord(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.box}>
      <div className={styles.stack}>
        <pre className={styles.marks} aria-hidden="true">
          {pieces(value, problem).map(({ text, isWrong }) =>
            isWrong ? <mark key="wrong">{text}</mark> : text,
          )}
        </pre>
        <textarea
          ref={input}
          id={id}
          className={styles.input}
          value={value}
          rows={3}
          spellCheck={false}
          autoCapitalize="none"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={isOpen ? `${listId}-${place}` : undefined}
          aria-invalid={problem !== undefined}
          placeholder={t('formula.placeholder')}
          onChange={(event) => {
            const { value: text, selectionStart } = event.target;
            setWord(wordBefore(text, selectionStart));
            setPlace(0);
            onChange(text);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setWord(null)}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t('formula.choices')}
        hidden={!isOpen}
        className={styles.choices}
      >
        {choices.map((choice, index) => (
          // The keyboard is served by the text field, which keeps the focus.
          // biome-ignore lint/a11y/useKeyWithClickEvents: options of a combobox take no focus
          <div
            key={`${choice.kind} ${choice.text}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            className={styles.choice}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            <code>{choice.text}</code>
            <span>
              {choice.kind === 'kpi'
                ? choice.name
                : i18n.language.startsWith('zh')
                  ? choice.chinese
                  : choice.english}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
