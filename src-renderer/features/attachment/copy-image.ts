/**
 * Puts a shown picture on the clipboard, as PNG, which every program takes. Drawn here, in the page's own process, so that a
 * large one keeps nobody waiting. One that is still being loaded is waited for.
 */
export async function copyImage(image: HTMLImageElement): Promise<void> {
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  const png = new Promise<Blob>((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))),
      'image/png'
    )
  })
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}
