import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  // The server's own modules run as they are; only pages are built.
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } } },
});
