import { htmlPage, styleWith } from '../../gateway/html-page.ts'

const STYLE = styleWith('body{text-align:center}p{margin:0}\n')

/** A page of two sentences, for a visitor for whom there is no chat. The words are ours, never the visitor's. */
export const plainPage = (title: string, sentence: string): string =>
  htmlPage(title, `<p>${sentence}</p>`, STYLE)
