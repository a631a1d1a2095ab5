import { vi } from 'vitest';

/** What the test's page lacks of a browser: sizes of elements, and a canvas to draw on. Every element is `width` pixels wide, which it is told a turn later. */
export function pretendBrowser(width: number): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #tell: ResizeObserverCallback;
      constructor(tell: ResizeObserverCallback) {
        this.#tell = tell;
      }
      observe(): void {
        queueMicrotask(() => this.#tell([{ contentRect: { width } } as ResizeObserverEntry], this as unknown as ResizeObserver));
      }
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,');
}
