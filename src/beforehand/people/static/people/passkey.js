// A passkey that was not found or was stopped is said on the page, not only in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  for (const place of document.querySelectorAll("[data-passkey-failed]")) place.hidden = false
})
