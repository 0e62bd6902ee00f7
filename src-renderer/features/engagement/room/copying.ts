import { createContext } from 'react'

/** Tells the form that a file begins (1) or ends (-1) to be copied: it is not saved before its files are there. */
export const Copying = createContext<(by: 1 | -1) => void>(() => undefined)
