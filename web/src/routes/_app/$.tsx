import { createFileRoute } from '@tanstack/react-router';
import { NotFound } from '@/app/not-found';

/** Any other address, said inside the frame, from which one can go on. */
export const Route = createFileRoute('/_app/$')({ component: NotFound });
