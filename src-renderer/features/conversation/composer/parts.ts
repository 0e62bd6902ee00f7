import { AttachTool } from './attach-tool.tsx'
import { CannedTool } from './canned-tool.tsx'
import type { ComposerPart, SendGuard, TextKey } from './composing.ts'
import { EmojiTool } from './emoji-tool.tsx'
import { EngagementChip, EngagementTool, isEngagementAvailable } from './engagement-tool.tsx'
import { FileChips } from './file-chips.tsx'
import { allFilesCopied, noFileRefused } from './file-guards.ts'
import { FillInRow, isFilledIn, tabToNextPlaceholder } from './fill-in-row.tsx'
import { isNotePlain, NoteModeTool } from './note-mode.tsx'
import { hasSomething, isShortEnough } from './text-guards.ts'

/** The buttons of the bar, from its start on. */
export const TOOLS: readonly ComposerPart[] = [
  AttachTool,
  EmojiTool,
  CannedTool,
  EngagementTool,
  NoteModeTool
]

/** What stands between the text and the bar: what goes with the text. */
export const CHIP_ROWS: readonly ComposerPart[] = [FileChips, EngagementChip, FillInRow]

/** What may block Send; the first that does is told. */
export const SEND_GUARDS: readonly SendGuard[] = [
  allFilesCopied,
  noFileRefused,
  hasSomething,
  isShortEnough,
  isFilledIn,
  isNotePlain,
  isEngagementAvailable
]

/** What keys do in the text, besides writing; the first that takes a key has it alone. */
export const TEXT_KEYS: readonly TextKey[] = [tabToNextPlaceholder]
