import { type ContextMenuParams, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'

function spelling(contents: WebContents, params: ContextMenuParams): MenuItemConstructorOptions[] {
  if (!params.misspelledWord) return []
  const suggestions = params.dictionarySuggestions.map((word) => ({
    label: word,
    click: () => contents.replaceMisspelling(word)
  }))
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: 'No suggestions', enabled: false }]),
    { type: 'separator' },
    {
      label: 'Add to Dictionary',
      click: () => contents.session.addWordToSpellCheckerDictionary(params.misspelledWord)
    },
    { type: 'separator' }
  ]
}

function editing(params: ContextMenuParams): MenuItemConstructorOptions[] {
  const { editFlags, isEditable } = params
  if (!isEditable) return params.selectionText.trim() === '' ? [] : [{ role: 'copy' }]
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'selectAll', enabled: editFlags.canSelectAll }
  ]
}

/** The menu at the pointer: spelling first, then what can be done with the text. */
export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = [...spelling(contents, params), ...editing(params)]
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}
