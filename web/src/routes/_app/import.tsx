import { createFileRoute } from '@tanstack/react-router';
import { UploadsPage } from '@/features/uploads/uploads-page';

export const Route = createFileRoute('/_app/import')({ component: UploadsPage });
