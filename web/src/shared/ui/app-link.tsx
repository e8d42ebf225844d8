import { Link } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A path made by `lib/paths.ts` or sent by the server; features do not know each other's routes. */
  href: string;
  children: ReactNode;
  /** What the link carries when its page is the open one. */
  isExact?: boolean;
}

/** A link inside the application by plain address. */
export function AppLink({ href, children, isExact, ...rest }: AppLinkProps) {
  const [path, query] = href.split('?');
  const search = query ? Object.fromEntries(new URLSearchParams(query)) : undefined;
  return (
    <Link
      to={path as '/'}
      {...(search ? { search: search as never } : {})}
      activeOptions={{ exact: isExact ?? true, includeSearch: false }}
      {...rest}
    >
      {children}
    </Link>
  );
}
