import { Fragment, type ReactNode } from 'react';

interface RichProps {
  /** A translated sentence with places in it: "<actor/> published <goal/>". */
  text: string;
  /** What stands at each place. People's words go in here, never through the sentence. */
  slots: Record<string, ReactNode>;
}

/** A translated sentence with links, numbers and names of other components in it. */
export function Rich({ text, slots }: RichProps) {
  const parts = text.split(/<(\w+)\/>/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no other identity for its parts
    <Fragment key={index}>{index % 2 === 0 ? part : slots[part]}</Fragment>
  ));
}
