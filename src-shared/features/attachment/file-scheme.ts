/** Where main serves images and videos of conversations to its own window, and nothing else. Known before any schema is loaded. */
export const FILE_SCHEME = 'attachment'
