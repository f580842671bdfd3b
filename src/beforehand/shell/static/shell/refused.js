// After a refused form the keyboard, and who listens, begin at what was said about it, also on a page that opens
// further down. What is put in a page later leaves the keyboard where it is: somebody may be writing there.
if (document.readyState !== "complete") {
  addEventListener("load", () => document.querySelector(".notice.is-error[tabindex]")?.focus());
}
