// the second frame begins after the first was painted
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    document.documentElement.dataset.ready = 'bare'
  })
)
