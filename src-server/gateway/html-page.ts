/** What every page of the server that runs no script looks like; a page may add to it. */
const STYLE = `
:root{color-scheme:light dark}
body{display:grid;place-content:center;min-height:90vh;margin:0;padding:24px;background:#eff2f2;color:#151c1c;
font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{margin:0 0 8px;font-size:24px;line-height:30px}
p{max-width:24em;color:#525d5d}
@media (prefers-color-scheme:dark){body{background:#0f1313;color:#e7ecec}p{color:#a6b2b1}}
`

/** The whole style of a page with these rules of its own; what a policy has the hash of. */
export const styleWith = (own: string): string => `${STYLE}${own}`

/**
 * A page of its own without scripts, that loads nothing and is not indexed.
 * @param title plain words of ours
 * @param body HTML in which everything that is not ours is escaped
 */
export function htmlPage(title: string, body: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`
}
