import { createFileRoute } from '@tanstack/react-router';
import { companyQuery } from '@/features/company/api';
import { CompanyPage } from '@/features/company/company-page';
import { text } from '@/shared/lib/search';

export const Route = createFileRoute('/_app/company')({
  validateSearch: (search): { cycle?: string | undefined } => ({ cycle: text(search, 'cycle') }),
  loaderDeps: ({ search }) => ({ cycle: search.cycle, asOf: search.as_of }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(companyQuery(deps.cycle, deps.asOf)),
  component: function Company() {
    return <CompanyPage cycle={Route.useSearch().cycle} />;
  },
});
