/** Most characters of a file's name. */
export const FILE_NAME_MAX_CHARS = 120

/** Most pixels of an image. A small file may claim a huge canvas, and whoever decodes it runs out of memory. */
export const IMAGE_MAX_PIXELS = 100_000_000
