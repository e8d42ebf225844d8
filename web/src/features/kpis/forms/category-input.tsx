import { AutoComplete } from 'antd';
import { useCategoryWords } from '../use-category-words';
import { categories } from '../wire';

interface CategoryInputProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** A function of the business: one of ours, shown and typed in the reader's language, or any other word. */
export function CategoryInput({ id, value, onChange }: CategoryInputProps) {
  const words = useCategoryWords();
  const known = categories.map((category) => ({ category, word: words(category) }));
  return (
    <AutoComplete
      {...(id ? { id } : {})}
      allowClear={true}
      value={words(value ?? '')}
      options={known.map(({ word }) => ({ value: word }))}
      onChange={(typed: string | undefined) => {
        const ours = known.find(({ word }) => word === typed);
        onChange?.(ours?.category ?? typed ?? '');
      }}
    />
  );
}
