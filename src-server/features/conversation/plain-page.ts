const STYLE = `
:root{color-scheme:light dark}
body{display:grid;place-content:center;min-height:90vh;margin:0;padding:24px;background:#eff2f2;color:#151c1c;
font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-align:center}
h1{margin:0 0 8px;font-size:24px;line-height:30px}
p{max-width:24em;margin:0;color:#525d5d}
@media (prefers-color-scheme:dark){body{background:#0f1313;color:#e7ecec}p{color:#a6b2b1}}
`

/** A page of two sentences, for a visitor for whom there is no chat. The words are ours, never the visitor's. */
export function plainPage(title: string, sentence: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1><p>${sentence}</p></main></body>
</html>
`
}
