import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * Puts the script and the styles into the page, and a Content-Security-Policy that allows exactly these two by their hashes, pictures from data and blob
 * addresses, and nothing else: no request, no frame, no form, no other script, and no text that is parsed as HTML.
 */
export function singleFile(): Plugin {
  return {
    name: 'passband-single-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('The build made no index.html.');
      const scripts: string[] = [];
      const styles: string[] = [];
      for (const [name, file] of Object.entries(bundle)) {
        if (name === 'index.html') continue;
        if (file.type === 'chunk') scripts.push(file.code);
        else if (name.endsWith('.css')) styles.push(String(file.source));
        else throw new Error(`The page is one file and cannot hold ${name}.`);
        delete bundle[name];
      }
      // What would end the element early is written as an escape that JavaScript reads alike.
      const script = scripts.join('\n').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
      const style = styles.join('\n');
      const policy = [
        "default-src 'none'",
        `script-src ${sha256(script)}`,
        `style-src ${sha256(style)}`,
        'img-src data: blob:',
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; ');
      page.source = String(page.source)
        .replace(/<script type="module"[^>]*><\/script>\s*/g, '')
        .replace(/<link rel="stylesheet"[^>]*>\s*/g, '')
        .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
        .replace('</head>', () => `<style>${style}</style>\n  </head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
    },
  };
}
