/**
 * What a page must never do while a test looks on: write an error to the console, throw, break the content security
 * policy. Everything is collected; the test fails at its end.
 */
import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** Nothing of ours or of a library breaks the policy today. A line here needs its reason. */
const allowedViolations: RegExp[] = [];

/** What Chromium itself says about answers that a page expects. */
const allowedErrors: { text: RegExp; url: RegExp }[] = [
  // Whether anyone is signed in is asked of the server, and "nobody" is a 401.
  { text: /status of 401/, url: /\/api\/v1\/session$/ },
];

export class Faults {
  readonly found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** A refusal that the test provokes on purpose. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('reportViolation', (_, text: string) => {
      if (!allowedViolations.some((pattern) => pattern.test(text))) this.#note(`policy: ${text}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report = (window as unknown as Record<string, (text: string) => void>)
          .reportViolation;
        const where = `${event.sourceFile}:${event.lineNumber}`;
        report?.(
          `${event.violatedDirective} blocked ${event.blockedURI} at ${where} ${event.sample}`,
        );
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error' && !isAllowed(message)) {
        this.#note(`console: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) =>
      this.#note(`thrown: ${error.error().stack ?? error.error()}`),
    );
  }

  #note(text: string): void {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.found.push(text);
  }
}

function isAllowed(message: ConsoleMessage): boolean {
  const { url } = message.location();
  return allowedErrors.some(
    (allowed) => allowed.text.test(message.text()) && allowed.url.test(url),
  );
}
