import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Packages that every page needs; named one by one, because a loose pattern drags page-only ones into the shell. */
const reactPackages = /node_modules\/(react|react-dom|scheduler)\//;
const dataPackages =
  /node_modules\/@tanstack\/(query-core|react-query|router-core|react-router|history|store|react-store)\//;
/** What the router needs of a page before it is opened; one file, since each alone carries its own list of imports. */
const routeFiles = /src\/(routes\/[^?]*\.tsx$|routeTree)/;
const textPackages = /node_modules\/(i18next|react-i18next|html-parse-stringify|void-elements)\//;

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      quoteStyle: 'single',
      semicolons: true,
      disableLogging: true,
    }),
    react(),
  ],
  resolve: { tsconfigPaths: true },
  // The server replaces the placeholder in every response; see frontend.md, pitfall 12.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: reactPackages, priority: 30 },
            { name: 'routes', test: routeFiles, priority: 10 },
            { name: 'data', test: dataPackages, priority: 20 },
            { name: 'text', test: textPackages, priority: 20 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:4700', changeOrigin: false } },
  },
});
