import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Category, categories } from './wire';

const isKnown = (category: string): category is Category =>
  (categories as readonly string[]).includes(category);

/** A function of the business in words: ours translated, theirs as they typed it. */
export function useCategoryWords() {
  const { t } = useTranslation('kpis');
  return useCallback(
    (category: string) => (isKnown(category) ? t(`category.${category}`) : category),
    [t],
  );
}
