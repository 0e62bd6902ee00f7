import { CannedBrowser } from '../../canned-response/picker/canned-browser.tsx'
import type { ComposerPart } from './composing.ts'

/** The library of canned responses by topic. */
export const CannedTool: ComposerPart = ({ composing }) => (
  <CannedBrowser
    conversationId={composing.header.conversationId}
    onInsert={(hit) => composing.insertResponse(hit)}
  />
)
