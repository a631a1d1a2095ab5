import { defineConfig } from 'vitest/config';
import { singleFile } from './build/singleFile.ts';

export default defineConfig({
  plugins: [singleFile()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'jsdom' },
});
